/** Places, grades under quotas and the first n against every completion; what would swap two neighbours by brute force. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import type { Assessment, Ranking, VetoView } from '../../rules/assessment.ts'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import { contenderOf, contenderReader } from '../../rules/contenders.ts'
import type { Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import type { PackTable } from '../../rules/pack.ts'
import { addPools, scorePool } from '../../rules/pools.ts'
import { type RankEntry, rank } from '../../rules/rank.ts'
import { cmp, type Rational, rational, round } from '../../rules/rational.ts'
import { fewestToPass } from '../../rules/sensitivity.ts'
import { scaleBase } from '../../rules/totals.ts'
import { evidenceOf, noHolidays, register, smallPack } from '../support/small-pack.ts'
import { viewOf } from '../support/view.ts'

const small = smallPack()

const assessed = (pack: CompiledPack, evidence: Evidence): AssessResult =>
  assess(pack, evidence, { asOf: '2026-02-01', today: '2026-02-01', holidays: noHolidays })

const blank = viewOf(assessed(small, evidenceOf({})))

const grades = [
  { title: '优秀', from: '90' },
  { title: '良好', from: '70' },
  { title: '合格', from: '0' },
]

const lines: PackTable['grades'] = [
  { title: '优秀', from: '72' },
  { title: '良好', from: '69' },
  { title: '合格', from: '0' },
]
const gradeOf = (points: number): string => lines.find(({ from }) => points >= Number(from))!.title

const veto = (kind: 'rank_last' | 'bar_awards', holds: true | null): VetoView => ({
  id: kind,
  title: kind,
  effect: { kind },
  approval: '示例〔2025〕1号',
  holds,
})

/** One township's figures: points and bonus between two ends, vetoes that hold (true) or may (null). */
interface Figures {
  points: [number, number]
  bonus: [number, number]
  last: boolean | null
  barred: boolean | null
}

const pair = fc
  .tuple(fc.integer({ min: 66, max: 74 }), fc.integer({ min: 0, max: 6 }), fc.boolean())
  .map(([low, more, decided]): [number, number] => [low, decided ? low : low + more])
const bonus = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }))
  .map(([low, more]): [number, number] => [low, low + more])
const mostlyNot = fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constantFrom(true, null))
const figures = fc.record({ points: pair, bonus, last: mostlyNot, barred: mostlyNot })

function entryOf({ points, bonus: [least, most], last, barred }: Figures, index: number): RankEntry {
  const [low, high] = points
  const vetoes = [
    ...(last === false ? [] : [veto('rank_last', last)]),
    ...(barred === false ? [] : [veto('bar_awards', barred)]),
  ]
  const range = { low: String(low), high: String(high) }
  const scaled = {
    ...range,
    secured: range.low,
    open: String(high - low),
    lost: String(100 - high),
    over: '0',
  }
  const pool = { id: 'b', title: '加分', sign: 'plus' as const, cap: '9', lines: [] }
  const bonusRange = { low: String(least), high: String(most) }
  const score: Assessment['score'] = {
    ...blank.score,
    scaled,
    grade: { low: gradeOf(low), high: gradeOf(high) },
    pools: [{ ...pool, ...bonusRange, onRecord: bonusRange }],
    ...(vetoes.length > 0 ? { vetoes } : {}),
  }
  const id = String(index)
  const code = `99000${index}`
  return { id, name: id, code, kind: '镇', assessment: { ...blank, items: [], gaps: [], score } }
}

const rules = fc.record({
  tieBreakers: fc.constantFrom<PackTable['tieBreakers']>([], [{ by: 'bonus' }]),
  quotas: fc.constantFrom<PackTable['quotas']>(
    [],
    [{ grade: '优秀', most: '30%' }],
    [
      { grade: '良好', most: '40%' },
      { grade: '优秀', most: '20%' },
    ],
  ),
  top: fc.constantFrom<PackTable['top']>({ n: 2, edge: 'all_in' }, { n: 2, edge: 'none' }),
})
type Rules = { tieBreakers: PackTable['tieBreakers']; quotas: PackTable['quotas']; top: PackTable['top'] }

const tableOf = ({ tieBreakers, quotas, top }: Rules): PackTable => ({
  ...small.table,
  issued: true,
  grades: lines,
  ...(tieBreakers ? { tieBreakers } : {}),
  ...(quotas ? { quotas } : {}),
  ...(top ? { top } : {}),
})

/** What a person would do with decided figures: compare, count who is ahead, cut. */
interface Decided {
  points: number
  bonus: number
  last: boolean
  barred: boolean
}

function byHand(list: readonly Decided[], { tieBreakers, quotas, top }: Rules) {
  const ahead = (a: Decided, b: Decided): number => {
    if (a.last !== b.last) return a.last ? -1 : 1
    if (a.points !== b.points) return a.points - b.points
    return tieBreakers?.length ? a.bonus - b.bonus : 0
  }
  const places = list.map((own) => list.filter((other) => ahead(other, own) > 0).length + 1)
  const titles = lines.map(({ title }) => title)
  const held = list.map(({ points }) => titles.find((_, at) => points >= Number(lines[at]!.from))!)
  for (const grade of titles) {
    const quota = quotas?.find((entry) => entry.grade === grade)
    if (!quota) continue
    const limit = Math.floor((list.length * Number(quota.most.slice(0, -1))) / 100)
    const holders = list.map((_, index) => index).filter((index) => held[index] === grade)
    const beyond = holders.filter(
      (own) => holders.filter((other) => ahead(list[other]!, list[own]!) >= 0).length > limit,
    )
    for (const index of beyond) held[index] = titles[titles.indexOf(grade) + 1]!
  }
  const awards = list.map((own, index) => {
    if (own.barred) return 'barred'
    const equals = list.filter((other) => ahead(other, own) === 0).length
    const lastPlace = top!.edge === 'all_in' ? places[index]! : places[index]! + equals - 1
    return lastPlace <= top!.n ? 'in' : 'out'
  })
  return { places, held, awards }
}

const within = ([low, high]: [number, number]) => fc.integer({ min: low, max: high })
const settledOf = (value: boolean | null) => (value === null ? fc.boolean() : fc.constant(value))
const completionOf = ({ points, bonus: extra, last, barred }: Figures): fc.Arbitrary<Decided> =>
  fc.record({
    points: within(points),
    bonus: within(extra),
    last: settledOf(last),
    barred: settledOf(barred),
  })

const rowsById = (ranking: Ranking) => {
  const rows = ranking.groups.flatMap(({ townships }) => townships)
  return new Map(rows.map((row) => [row.id, row]))
}

const graded = (list: readonly Figures[]): RankEntry[] => list.map(entryOf)

describe('places, grades and awards', () => {
  it('contain what comes out in every completion', () => {
    let completions = 0
    const cases = fc
      .tuple(fc.array(figures, { minLength: 1, maxLength: 7 }), rules)
      .chain(([list, declared]) =>
        fc.tuple(
          fc.constant(list),
          fc.constant(declared),
          fc.array(fc.tuple(...list.map(completionOf)), { minLength: 8, maxLength: 8 }),
        ),
      )
    fc.assert(
      fc.property(cases, ([list, declared, all]) => {
        const rows = rowsById(rank(graded(list), tableOf(declared)))
        const titles = lines.map(({ title }) => title)
        for (const decided of all) {
          completions++
          const { places, held, awards } = byHand(decided, declared)
          decided.forEach((_, index) => {
            const row = rows.get(String(index))!
            expect(places[index]).toBeGreaterThanOrEqual(row.place.best)
            expect(places[index]).toBeLessThanOrEqual(row.place.worst)
            const at = titles.indexOf(held[index]!)
            expect(at).toBeGreaterThanOrEqual(titles.indexOf(row.grade!.high))
            expect(at).toBeLessThanOrEqual(titles.indexOf(row.grade!.low))
            // Who may be barred and is behind anyway is out either way.
            const kept = awards[index] === 'barred' && row.award === 'out' ? 'out' : awards[index]
            if (row.award !== 'open') expect(kept).toBe(row.award)
          })
        }
      }),
      { numRuns: 400, seed: 20 },
    )
    expect(completions).toBe(3200)
  })

  it('are exactly what a person would work out once everything is decided', () => {
    const single = figures.map(
      (own): Figures => ({
        points: [own.points[0], own.points[0]],
        bonus: [own.bonus[0], own.bonus[0]],
        last: own.last === true,
        barred: own.barred === true,
      }),
    )
    fc.assert(
      fc.property(fc.array(single, { minLength: 1, maxLength: 8 }), rules, (list, declared) => {
        const decided = list.map(({ points, bonus: extra, last, barred }) => ({
          points: points[0],
          bonus: extra[0],
          last: last === true,
          barred: barred === true,
        }))
        const rows = rowsById(rank(graded(list), tableOf(declared)))
        const { places, held, awards } = byHand(decided, declared)
        list.forEach((_, index) => {
          const row = rows.get(String(index))!
          expect(row.place).toEqual({ best: places[index], worst: places[index] })
          expect(row.grade).toEqual({ low: held[index], high: held[index] })
          expect(row.award).toBe(awards[index])
          expect(row.shared).toBe(places.filter((place) => place === places[index]).length > 1)
        })
      }),
      { numRuns: 300, seed: 21 },
    )
  })

  it('say whose grade a quota changed, from what, and how many it allows', () => {
    const decided = (points: number): Figures => ({
      points: [points, points],
      bonus: [0, 0],
      last: false,
      barred: false,
    })
    const table = tableOf({
      tieBreakers: [],
      quotas: [{ grade: '优秀', most: '30%' }],
      top: { n: 2, edge: 'none' },
    })
    const { groups } = rank(graded([decided(80), decided(75), decided(74), decided(60)]), table)
    // 4 × 30% = 1.2, so one.
    expect(groups[0]!.quotas).toEqual([{ grade: '优秀', most: '30%', limit: 1, changed: ['1', '2'] }])
    expect(groups[0]!.townships.map(({ grade, quota }) => [grade!.low, quota?.before.low])).toEqual([
      ['优秀', undefined],
      ['良好', '优秀'],
      ['良好', '优秀'],
      ['合格', undefined],
    ])
  })

  it('of equal totals the fewer red lines go first, then the fewer unmet core items; what may still come leaves a range', () => {
    const table: PackTable = {
      ...small.table,
      tieBreakers: [{ by: 'red_lines' }, { by: 'unmet_core' }],
    }
    const core = { ...blank.items[0]!, core: true }
    const equal = (index: number, states: ('holds' | 'open')[], outcomes: string[]): RankEntry => {
      const entry = entryOf({ points: [70, 70], bonus: [0, 0], last: false, barred: false }, index)
      const redLines = states.map((state) => ({ id: 'red', title: '红线', grade: '合格', state }))
      const items = outcomes.map((outcome) => ({ ...core, outcome: outcome as typeof core.outcome }))
      const score = { ...entry.assessment.score, ...(redLines.length > 0 ? { redLines } : {}) }
      return { ...entry, assessment: { ...entry.assessment, items, score } }
    }
    const placesOf = (entries: RankEntry[]) => {
      const [group] = rank(entries, table).groups
      return Object.fromEntries(group!.townships.map(({ id, place }) => [id, [place.best, place.worst]]))
    }
    expect(
      placesOf([
        equal(0, ['holds'], ['met']),
        equal(1, [], ['not_met', 'not_met']),
        equal(2, [], ['met', 'not_met']),
        equal(3, [], ['partly', 'not_met']),
      ]),
    ).toEqual({ 0: [4, 4], 1: [3, 3], 2: [1, 1], 3: [1, 1] })
    expect(placesOf([equal(0, ['open'], ['met']), equal(1, [], ['unknown'])])).toEqual({
      0: [1, 2],
      1: [1, 2],
    })
    expect(rank([equal(0, [], [])], table).groups[0]!.tieBreakers).toEqual([
      '红线事项少的在前',
      '未达标的核心要点少的在前',
    ])
  })

  it('use the lines of the group where it has its own', () => {
    const own = [
      { title: '优秀', from: '20' },
      { title: '良好', from: '10' },
      { title: '合格', from: '0' },
    ]
    const groups = [
      { id: 'towns', title: '乡镇组', kinds: ['乡' as const, '镇' as const] },
      { id: 'streets', title: '街道组', kinds: ['街道' as const], grades: own },
    ]
    const pack = compilePack({ ...small.table, issued: true, grades, groups })
    const evidence = evidenceOf({
      sessions: register('sessions', 'closed', [{ held_on: '2025-05-01', due: 1, present: 1 }]),
    })
    const grade = (kind: '镇' | '街道') => assessed(pack, { ...evidence, kind }).grade
    // One session of two, and the two items that ask for one.
    expect(Number(viewOf(assessed(pack, evidence)).score.scaled.low)).toBeGreaterThan(10)
    expect(grade('镇')).toEqual({ low: '合格', high: '优秀' })
    expect(grade('街道')).toEqual({ low: '良好', high: '优秀' })
  })
})

describe('what would swap two neighbours', () => {
  const villages = register('villages', 'closed', [{ name: '东村', kind: '村' }])
  const sets: Record<string, (RegisterEvidence | undefined)[]> = {
    decisions: [undefined, register('decisions', 'none', []), register('decisions', 'open', [])],
    advisers: [
      undefined,
      register('advisers', 'closed', [{ village: '东村', from: '2025-01-01', to: null }]),
    ],
    sessions: [
      undefined,
      register('sessions', 'open', [{ held_on: '2025-05-01', due: 3, present: 2 }]),
      register('sessions', 'closed', [{ held_on: '2025-05-01', due: 3, present: 1 }]),
    ],
    report: [undefined, register('report', 'closed', [{ submitted_on: '2026-03-02' }])],
    hearings: [undefined, register('hearings', 'none', [])],
    persons: [undefined, register('persons', 'closed', [{ code: '1', village: '东村', active: true }])],
    exams: [undefined, register('exams', 'closed', [{ title: '甲', due: 3, joined: 1 }])],
  }
  const evidence = fc
    .record(
      Object.fromEntries(Object.entries(sets).map(([id, choices]) => [id, fc.constantFrom(...choices)])),
    )
    .map((chosen) =>
      evidenceOf({
        villages,
        ...Object.fromEntries(
          Object.entries(chosen).filter(
            (entry): entry is [string, RegisterEvidence] => entry[1] !== undefined,
          ),
        ),
      }),
    )
  const pool = (gate: string | null, sign: 'plus' | 'minus', id: string): PackTable['pools'][number] => ({
    id,
    title: id,
    sign,
    cap: '3',
    sameMatter: 'each',
    gate: gate === null ? null : { base: gate, line: 'counts' },
  })
  const variants: Record<string, CompiledPack> = {
    plain: small,
    'with pools behind a gate': compilePack({
      ...small.table,
      pools: [pool('50', 'plus', 'bonus'), pool(null, 'minus', 'minus')],
      items: small.table.items.map((item) => {
        const moved: Record<string, string> = { both: 'bonus', joined: 'minus' }
        return { ...item, dimension: moved[item.id] ?? item.dimension }
      }),
    }),
    'with two lines of a pool that counts the same matter once behind a gate': compilePack({
      ...small.table,
      pools: [{ ...pool('50', 'plus', 'bonus'), sameMatter: 'highest' }],
      items: small.table.items.map((item) => ({
        ...item,
        dimension: ['both', 'joined'].includes(item.id) ? 'bonus' : item.dimension,
      })),
    }),
  }

  /** The rounded low end with the named items at their high end. */
  function lowWith(result: AssessResult, succeed: readonly string[]): Rational {
    const { places } = result.pack.table.rounding
    const items = result.items.map((score) =>
      succeed.includes(score.item.table.id) ? { ...score, low: score.high } : score,
    )
    const base = scaleBase(items, result.pack.table.dimensions)!
    // The high end of the base is what it was.
    const range = {
      low: base.exact.low,
      high: scaleBase(result.items, result.pack.table.dimensions)!.exact.high,
    }
    const pools = result.pools.map(({ pool: declared, lines: own }) =>
      scorePool(declared, own, { exact: range, onRecord: range }, places),
    )
    return round(addPools(range, pools, 'now').low, places)
  }

  for (const [name, pack] of Object.entries(variants)) {
    it(`is the smallest of all sets of undecided items, ${name}`, { timeout: 60_000 }, () => {
      let passes = 0
      let never = 0
      fc.assert(
        fc.property(evidence, fc.integer({ min: 0, max: 105 }), (given, score) => {
          const result = assessed(pack, given)
          if (!result.scaled) return
          const target = rational(score)
          const open = result.items
            .filter(({ low, high }) => cmp(low, high) < 0)
            .map(({ item }) => item.table.id)
          let fewest: number | null = null
          for (let mask = 1; mask < 2 ** open.length; mask++) {
            const chosen = open.filter((_, at) => (mask >> at) & 1)
            if (fewest !== null && chosen.length >= fewest) continue
            if (cmp(lowWith(result, chosen), target) > 0) fewest = chosen.length
          }
          const found = fewestToPass(contenderOf(result), pack.table, target)
          const read = contenderReader(pack.table)(viewOf(result))
          expect(fewestToPass(read, pack.table, target)).toEqual(found)
          expect(found?.length ?? null).toBe(fewest)
          if (found) {
            passes++
            const ids = found.map(({ item }) => item)
            expect(cmp(lowWith(result, ids), target)).toBeGreaterThan(0)
          } else never++
        }),
        { numRuns: 60, seed: 33 },
      )
      expect(passes).toBeGreaterThan(10)
      expect(never).toBeGreaterThan(5)
    })
  }

  it('is told between each township and the one before it', () => {
    const strong = evidenceOf({
      villages,
      sessions: register('sessions', 'closed', [
        { held_on: '2025-05-01', due: 1, present: 1 },
        { held_on: '2025-06-01', due: 1, present: 1 },
      ]),
    })
    const weak = evidenceOf({
      villages,
      sessions: register('sessions', 'open', [{ held_on: '2025-05-01', due: 1, present: 1 }]),
    })
    const entries = [weak, strong].map(
      (given, index): RankEntry => ({
        id: String(index),
        name: String(index),
        code: String(index),
        kind: '镇',
        assessment: viewOf(assessed(small, given)),
      }),
    )
    const [upper, lower] = rank(entries, small.table).groups[0]!.townships
    expect(upper).toMatchObject({ id: '1', between: null })
    // reviewed brings three of the points, more than the margin of 1.5.
    expect(lower!.between!.items!.map(({ item }) => item)).toEqual(['reviewed'])
    expect(Number(lower!.between!.margin)).toBeCloseTo(Number(upper!.low) - Number(lower!.low), 6)
  })
})
