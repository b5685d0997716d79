/** A pool whose lines tell of the same matters (M3), against every completion of lists still open or blank. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import type { Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import { cmp, type Rational, rational, toFraction } from '../../rules/rational.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register } from '../support/small-pack.ts'
import { viewOf } from '../support/view.ts'

const name = '58-same-matter-lines.yaml'
const { pack } = clausePack(name, readFileSync(new URL(`clauses/${name}`, import.meta.url), 'utf8'))

type Told = { level: string | null; matter: string | null }
interface List {
  state: 'open' | 'closed' | 'none'
  rows: Told[]
}

const levels = { honours: ['国家级', '省级', '市级'], promotions: ['省级', '市级'] }
type Id = keyof typeof levels
const ids: Id[] = ['honours', 'promotions']
const worth: Record<string, number> = { 国家级: 200, 省级: 100, 市级: 50 }
const matters = ['调解', '普法', '审查']

const told = (id: Id): fc.Arbitrary<{ level: string; matter: string }> =>
  fc.record({ level: fc.constantFrom(...levels[id]), matter: fc.constantFrom(...matters) })

const kept = (id: Id): fc.Arbitrary<List> =>
  fc
    .tuple(
      fc.constantFrom('open' as const, 'closed' as const),
      fc.array(
        fc.record({
          level: fc.option(fc.constantFrom(...levels[id]), { freq: 4 }),
          matter: fc.option(fc.constantFrom(...matters), { freq: 3 }),
        }),
        { maxLength: 3 },
      ),
    )
    .map(([state, rows]) =>
      rows.length === 0 && state === 'closed' ? { state: 'none', rows } : { state, rows },
    )

/** Blanks filled and rows added while the list is open. */
const completed = (id: Id, list: List): fc.Arbitrary<List> =>
  fc
    .tuple(
      fc.tuple(
        ...list.rows.map((row) =>
          told(id).map((full) => ({ level: row.level ?? full.level, matter: row.matter ?? full.matter })),
        ),
      ),
      fc.array(told(id), { maxLength: list.state === 'open' ? 2 : 0 }),
    )
    .map(([old, more]) => {
      const rows = [...old, ...more]
      return { state: rows.length === 0 ? 'none' : 'closed', rows }
    })

const rowsOf = (id: string, { state, rows }: List): RegisterEvidence =>
  register(
    id,
    state,
    rows.map((row, index) => ({ number: `${id}${index}`, ...row })),
  )

const evidence = (lists: Record<Id, List>): Evidence =>
  evidenceOf({
    villages: register('villages', 'closed', [
      { name: '甲', fit: true },
      { name: '乙', fit: false },
    ]),
    honours: rowsOf('honours', lists.honours),
    promotions: rowsOf('promotions', lists.promotions),
  })

const score = (of: Evidence): AssessResult =>
  assess(pack!, of, { asOf: '2026-01-31', today: '2026-01-31', holidays: noHolidays })

/** 50 for the base; each matter in one line, whichever way brings most, each line at most 2, the pool at most 3. */
function byHand(lists: Record<Id, List>): Rational {
  const best = (id: Id, matter: string): number =>
    Math.max(0, ...lists[id].rows.filter((row) => row.matter === matter).map((row) => worth[row.level!]!))
  let most = 0
  for (let way = 0; way < 2 ** matters.length; way++) {
    const lineOf = (index: number): Id => ids[(way >> index) & 1]!
    const lines = ids.map((id) =>
      matters.reduce((sum, matter, index) => sum + (lineOf(index) === id ? best(id, matter) : 0), 0),
    )
    most = Math.max(
      most,
      lines.reduce((sum, line) => sum + Math.min(200, line), 0),
    )
  }
  return rational(5000 + Math.min(300, most), 100)
}

describe('a pool that counts the same matter once', () => {
  it('contains every completion of its lists, and is exact when all is known', () => {
    const lists = fc.record({ honours: kept('honours'), promotions: kept('promotions') })
    const pair = lists.chain((now) =>
      fc.tuple(
        fc.constant(now),
        fc.record({
          honours: completed('honours', now.honours),
          promotions: completed('promotions', now.promotions),
        }),
      ),
    )
    fc.assert(
      fc.property(pair, ([now, then]) => {
        const outer = score(evidence(now)).scaled!.exact
        const exact = score(evidence(then)).scaled!.exact
        const points = byHand(then)
        expect([toFraction(exact.low), toFraction(exact.high)]).toEqual([
          toFraction(points),
          toFraction(points),
        ])
        const message = `${toFraction(points)} in [${toFraction(outer.low)}, ${toFraction(outer.high)}]`
        expect(cmp(outer.low, points) <= 0 && cmp(points, outer.high) <= 0, message).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('counts a matter once on record too', () => {
    const won = (level: string): List => ({ state: 'closed', rows: [{ level, matter: '调解' }] })
    const { scaled } = score(evidence({ honours: won('省级'), promotions: won('市级') }))
    expect([scaled!.onRecord.low, scaled!.onRecord.high]).toEqual([rational(51), rational(51)])
  })
})

describe('a total that pools widen beyond the hundred', () => {
  const viewed = (evidence: Evidence) =>
    viewOf(assess(pack!, evidence, { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays })).score
  const none = { honours: register('honours', 'none', []), promotions: register('promotions', 'none', []) }

  it('stands beside what the table alone comes to', () => {
    const { scaled, base, pools } = viewed(evidenceOf({}))
    expect([scaled.low, scaled.high]).toEqual(['0', String(100 + Number(pools[0]!.cap))])
    expect([base!.low, base!.high, base!.lost]).toEqual(['0', '100', '0'])
  })

  it('is told alone where pools bring nothing', () => {
    expect(viewed(evidenceOf(none)).base).toBeUndefined()
  })
})
