/** The two oracles of the unit tests over many more townships. */
import { expect, it } from 'vitest'
import { loadPackFromDisk } from '../../server/packs.ts'
import { assessOpen, assessWhole, disagreements, escapes, wrongSums } from '../support/oracle/agreement.ts'
import { drawTownship, settled, unsettled } from '../support/oracle/township.ts'
import { handOf } from '../support/oracle.ts'

const { pack } = loadPackFromDisk('shandong')
const runs = 20_000

it(`engine and hand agree on ${runs} townships, whole and half known`, () => {
  for (let seed = 1; seed <= runs; seed++) {
    const whole = settled(drawTownship(seed))
    const result = assessWhole(pack, whole)
    const hand = handOf(whole)
    expect(disagreements(result, hand.scores), `seed ${seed}`).toEqual([])
    expect(wrongSums(result, hand), `seed ${seed}`).toEqual([])
    const known = assessOpen(pack, unsettled(whole, seed))
    expect(escapes(known, hand.scores), `seed ${seed}, half known`).toEqual([])
  }
})
