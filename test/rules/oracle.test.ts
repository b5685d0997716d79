/** Two oracles that know nothing of each other: the engine over the pack, and the arithmetic written by hand. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { loadPackFromDisk, packFolder } from '../../server/packs.ts'
import {
  assessOpen,
  assessWhole,
  disagreements,
  escapes,
  scoresOf,
  wrongSums,
} from '../support/oracle/agreement.ts'
import { drawTownship, settled, unsettled } from '../support/oracle/township.ts'
import { handOf, scoreByHand } from '../support/oracle.ts'

const { pack, table } = loadPackFromDisk('shandong')
const seeds = Array.from({ length: 240 }, (_, index) => index + 1)

describe('engine and hand agree', () => {
  it.each([2025, 2026])('the hand knows every item and every line in force in %i', (year) => {
    const township = settled({ ...drawTownship(1), kind: '镇', year })
    const inForce = scoresOf(assessWhole(pack, township)).map(({ item }) => item.table.id)
    expect([...scoreByHand(township).keys()].sort()).toEqual(inForce.sort())
  })

  it.each(['yanxi', 'qishuang', 'heting'])('on the sample township %s', (name) => {
    const file = join(packFolder('shandong'), `demo/${name}.yaml`)
    const { envelopes } = parseEvidence(readFileSync(file, 'utf8'), file, table)
    const township = settled(envelopes[0]!)
    // A cell left blank for good keeps an item or two of them undecided.
    const result = assessWhole(pack, township)
    expect(escapes(result, scoreByHand(township))).toEqual([])
    expect(disagreements(result, scoreByHand(township)).length).toBeLessThanOrEqual(2)
  })

  it('on any township whose registers are all decided, item by item and in sum, each item met, missed and empty', () => {
    const outcomes = new Map<string, Set<string>>()
    for (const seed of seeds) {
      const township = settled(drawTownship(seed))
      const result = assessWhole(pack, township)
      const hand = handOf(township)
      expect(disagreements(result, hand.scores), `seed ${seed}`).toEqual([])
      expect(wrongSums(result, hand), `seed ${seed}`).toEqual([])
      for (const { item, outcome } of result.items)
        outcomes.set(item.table.id, (outcomes.get(item.table.id) ?? new Set()).add(outcome))
    }
    for (const [id, found] of outcomes) {
      expect(found, id).toContain('met')
      expect(found, id).toContain('not_met')
    }
    for (const { table: item } of pack.items)
      if (item.empty && outcomes.has(item.id))
        expect(outcomes.get(item.id), item.id).toContain('not_applicable')
  })

  it('what is still open leaves room for what it turns out to be', () => {
    for (const seed of seeds.slice(0, 120)) {
      const whole = settled(drawTownship(seed))
      const known = assessOpen(pack, unsettled(whole, seed))
      expect(escapes(known, scoreByHand(whole)), `seed ${seed}`).toEqual([])
    }
  })
})
