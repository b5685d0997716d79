/** The way to a target and what-if, against every subset of the actions run through the engine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openActions } from '../../rules/actions.ts'
import { type AssessOptions, type AssessResult, assess } from '../../rules/assess.ts'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import type { Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import type { PackTable } from '../../rules/pack.ts'
import { add, cmp, equal, rational, toDecimal } from '../../rules/rational.ts'
import { type Way, wayTo } from '../../rules/target.ts'
import { type Action, whatIf } from '../../rules/what-if.ts'
import { gatherOneTownship } from '../../server/documents/evidence-files.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register, smallPack } from '../support/small-pack.ts'

const clauses = join(import.meta.dirname, 'clauses')
const worked = join(import.meta.dirname, '../../rules/packs/example/demo/township.yaml')
const small = smallPack()
const inYear: AssessOptions = { asOf: '2025-11-20', today: '2025-11-20', holidays: noHolidays }
const afterYear: AssessOptions = { asOf: '2026-02-01', today: '2026-02-01', holidays: noHolidays }

const villages = register('villages', 'closed', [
  { name: '东村', kind: '村' },
  { name: '西村', kind: '村' },
  { name: '南村', kind: '社区' },
])

/** Every register in order and closed, so that nothing is open. */
const settled: Record<string, RegisterEvidence> = {
  villages,
  decisions: register('decisions', 'closed', [
    { title: '甲', major: true, review_on: '2025-02-01', meeting_on: '2025-03-01' },
    { title: '乙', major: true, review_on: '2025-04-01', meeting_on: '2025-03-01' },
  ]),
  persons: register('persons', 'closed', [
    { code: '1', village: '东村', active: true },
    { code: '2', village: '东村', active: true },
  ]),
  exams: register('exams', 'closed', [{ title: '甲', due: 10, joined: 9 }]),
  advisers: register('advisers', 'closed', [{ village: '东村', from: '2025-01-01', to: null }]),
  sessions: register('sessions', 'closed', [{ held_on: '2025-05-01', due: 10, present: 8 }]),
  report: register('report', 'closed', [{ submitted_on: '2026-02-20' }]),
  hearings: register('hearings', 'closed', [{ code: '1', held_on: '2025-05-01', present: true }]),
}

/** Half entered: rows that may still be joined by others, cells not filled in. */
const halfway: Record<string, RegisterEvidence> = {
  decisions: register('decisions', 'open', [
    { title: '甲', major: true, review_on: null, meeting_on: '2025-03-01' },
    { title: '乙', major: true, review_on: '2025-02-01', meeting_on: '2025-03-01' },
  ]),
  persons: register('persons', 'open', [{ code: '1', village: '东村', active: null }]),
  exams: register('exams', 'closed', [{ title: '甲', due: 10, joined: null }]),
  advisers: register('advisers', 'open', [{ village: '东村', from: '2025-01-01', to: null }]),
  sessions: register('sessions', 'open', [{ held_on: '2025-05-01', due: 10, present: 8 }]),
  hearings: register('hearings', 'open', [{ code: '1', held_on: '2025-05-01', present: true }]),
}

const stateOf = fc.constantFrom('settled', 'halfway', 'absent')
const generated = fc
  .record(Object.fromEntries(Object.keys(settled).map((id) => [id, stateOf])))
  .map((states) =>
    evidenceOf(
      Object.fromEntries(
        Object.entries(states).flatMap(([id, state]): [string, RegisterEvidence][] => {
          const given = state === 'settled' ? settled[id] : state === 'halfway' ? halfway[id] : undefined
          return given ? [[id, given]] : []
        }),
      ),
    ),
  )

/** The pack with other efforts, and with pools, vetoes, grades and red lines where asked. */
function variant(
  efforts: readonly number[],
  more: Partial<PackTable> = {},
  moved: Record<string, string> = {},
) {
  const { table } = small
  const items = table.items.map((item, index) => ({
    ...item,
    dimension: moved[item.id] ?? item.dimension,
    remedy: { ...item.remedy, effort: efforts[index % efforts.length]! },
    redLine:
      more.issued && item.id === 'reviewed'
        ? { when: 'any_short', effect: 'cap_grade', grade: '合格' }
        : null,
  }))
  return compilePack({ ...table, items, ...more })
}

const grades = [
  { title: '优秀', from: '90' },
  { title: '良好', from: '70' },
  { title: '合格', from: '50' },
  { title: '不合格', from: '0' },
]
const bonus = {
  id: 'bonus',
  title: '加分',
  sign: 'plus' as const,
  cap: '5',
  sameMatter: 'each' as const,
  gate: { base: '60', line: 'counts' as const },
}
const deductions = { ...bonus, id: 'deductions', title: '减分', sign: 'minus' as const, cap: '4', gate: null }

type Variant = (efforts: readonly number[]) => CompiledPack
const variants: Record<string, Variant> = {
  plain: (efforts) => variant(efforts),
  'with grades and a red line': (efforts) => variant(efforts, { issued: true, grades }),
  // A county list moves the pools, so the township's actions only open the gate.
  'with pools behind gates': (efforts) =>
    variant(efforts, { issued: true, grades, pools: [bonus, deductions] }, { present: 'bonus' }),
  // The township's own actions move a pool, so sums over items are not enough.
  'with a pool the actions move': (efforts) => variant(efforts, { pools: [bonus] }, { both: 'bonus' }),
  'with a veto the actions lift': (efforts) =>
    variant(efforts, {
      issued: true,
      grades,
      vetoes: [
        {
          id: 'none',
          title: '没有学法',
          when: 'sessions.count < 1',
          effect: { kind: 'set_score', points: '55' },
          approval: '示例〔2025〕1号',
        },
      ],
    }),
}

const low = (result: AssessResult) => result.scaled?.low ?? rational(0)
const gradeIndex = (title: string | undefined): number => grades.findIndex((grade) => grade.title === title)

interface Cost {
  effort: number
  count: number
  last: string
}

const costOf = (actions: readonly Action[]): Cost => ({
  effort: actions.reduce((sum, action) => sum + action.effort, 0),
  count: actions.length,
  last: actions.map((action) => action.by).reduce((a, b) => (a > b ? a : b), ''),
})

const costOrder = (a: Cost, b: Cost): number =>
  a.effort - b.effort || a.count - b.count || (a.last < b.last ? -1 : a.last > b.last ? 1 : 0)

function* subsets<T>(list: readonly T[]): Generator<T[]> {
  for (let mask = 0; mask < 2 ** list.length; mask++) yield list.filter((_, at) => (mask >> at) & 1)
}

/** The cost of the cheapest of all subsets that is enough; null when none is. */
function bruteForce(
  pack: CompiledPack,
  evidence: Evidence,
  options: AssessOptions,
  actions: readonly Action[],
  enough: (result: AssessResult) => boolean,
): Cost | null {
  let best: Cost | null = null
  for (const subset of subsets(actions)) {
    const cost = costOf(subset)
    if (best && costOrder(cost, best) >= 0) continue
    if (enough(whatIf(pack, evidence, options, subset))) best = cost
  }
  return best
}

const told = (way: Way): string => JSON.stringify(way.steps.map(({ action, gain }) => [action.id, gain]))

describe('the way to a target', () => {
  for (const [name, build] of Object.entries(variants)) {
    it(`is the cheapest of all subsets of the actions, ${name}`, { timeout: 120_000 }, () => {
      let reached = 0
      let outOfReach = 0
      fc.assert(
        fc.property(
          generated,
          fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 9, maxLength: 9 }),
          fc.oneof(fc.integer({ min: 20, max: 100 }), fc.constantFrom('优秀', '良好', '合格')),
          fc.constantFrom(inYear, afterYear),
          (evidence, efforts, wanted, options) => {
            const pack = build(efforts)
            const byGrade = typeof wanted === 'string' && pack.table.issued
            const target = byGrade
              ? { grade: wanted }
              : { score: typeof wanted === 'number' ? String(wanted) : '75' }
            const way = wayTo(pack, evidence, options, target)
            const enough = (result: AssessResult): boolean =>
              'grade' in target
                ? gradeIndex(result.grade?.low) >= 0 &&
                  gradeIndex(result.grade?.low) <= gradeIndex(target.grade)
                : result.scaled !== null && cmp(low(result), rational(target.score)) >= 0
            const cheapest = bruteForce(pack, evidence, options, way.actions, enough)
            expect(way.proven).toBe(true)
            expect(way.reached, told(way)).toBe(cheapest !== null)
            if (cheapest) {
              reached++
              expect(costOf(way.steps.map((step) => step.action)), told(way)).toEqual(cheapest)
              expect(way.bound.effort).toBe(way.effort)
            } else {
              outOfReach++
              expect(way.after.low).toBe(way.most.low)
            }
            const gains = way.steps.map((step) => rational(step.gain)).reduce(add, rational(way.now.low))
            expect(toDecimal(gains)).toBe(way.after.low)
          },
        ),
        { numRuns: 40, seed: 20251120 },
      )
      expect(reached).toBeGreaterThan(5)
      expect(outOfReach).toBeGreaterThan(0)
    })
  }

  it('tells which actions could stand in for a step, and each is enough in its place', () => {
    let swaps = 0
    fc.assert(
      fc.property(generated, fc.integer({ min: 40, max: 95 }), (evidence, score) => {
        const way = wayTo(small, evidence, afterYear, { score: String(score) })
        if (!way.reached) return
        for (const { action, swaps: others } of way.steps) {
          for (const id of others) {
            swaps++
            const kept = way.steps.map((step) => step.action).filter((other) => other !== action)
            const instead = way.actions.find((other) => other.id === id)!
            const after = whatIf(small, evidence, afterYear, [...kept, instead])
            expect(cmp(low(after), rational(score))).toBeGreaterThanOrEqual(0)
          }
        }
      }),
      { numRuns: 40, seed: 7 },
    )
    expect(swaps).toBeGreaterThan(0)
  })

  it('leaves out what cannot be done by the day asked for', () => {
    // 11月20日 to 11月21日 is one working day; the report about the year cannot be handed in before the year ends.
    const { table } = variant([1, 2, 1])
    const due = { yearOffset: 1, date: '03-01', dayItself: 'in_time' as const }
    const pack = compilePack({
      ...table,
      items: table.items.map((item) => (item.id === 'submitted' ? { ...item, actBy: due } : item)),
    })
    const evidence = evidenceOf({
      ...settled,
      sessions: halfway.sessions!,
      report: register('report', 'open', []),
    })
    const all = wayTo(pack, evidence, inYear, { score: '100' })
    expect(all.actions.map((action) => action.id)).toEqual(['sessions', 'submitted', 'trained'])
    const soon = wayTo(pack, evidence, inYear, { score: '100' }, { by: '2025-11-21' })
    expect(soon.by).toBe('2025-11-21')
    expect(soon.actions.map((action) => action.id)).toEqual(['trained'])
  })

  it('names a red line apart from the score: the grade is out of reach, the score is not', () => {
    const pack = variant([1], { issued: true, grades })
    const evidence = evidenceOf({ ...settled, sessions: halfway.sessions! })
    const line = { id: 'reviewed', title: 'reviewed要点', grade: '合格', state: 'holds' }
    const byScore = wayTo(pack, evidence, inYear, { score: '70' })
    expect(byScore).toMatchObject({ reached: true, redLines: [line] })
    expect(byScore.after.grade?.low).toBe('合格')
    const byGrade = wayTo(pack, evidence, inYear, { grade: '良好' })
    expect(byGrade).toMatchObject({ reached: false, proven: true, redLines: [line] })
  })

  it('proves no more than it searched: of many actions it gives a set and a bound below it', () => {
    const { table } = small
    const sessions = table.items.find((item) => item.id === 'sessions')!
    const [version] = sessions.versions
    const facts = Array.from({ length: 40 }, (_, index) => `extra.f${index}`)
    const register = table.registers.find(({ id }) => id === 'report')!
    const pack = compilePack({
      ...table,
      registers: [
        ...table.registers,
        {
          ...register,
          id: 'extra',
          fields: [],
          facts: facts.map((id) => ({ id, title: id, kind: 'flag', register: 'extra', claims: [] })),
        },
      ],
      items: facts.map((id, index) => ({
        ...sessions,
        id: `extra${index}`,
        value: String(7 + ((index * 37) % 11)),
        remedy: { ...sessions.remedy, effort: 3 + ((index * 29) % 13) },
        versions: [{ ...version!, score: { all_or_nothing: { all: [`${id} == true`] } } }],
      })),
    })
    const way = wayTo(pack, evidenceOf({}), inYear, { score: '61.37' })
    expect(way.actions).toHaveLength(40)
    expect(way.reached).toBe(true)
    expect(cmp(rational(way.after.low), rational('61.37'))).toBeGreaterThanOrEqual(0)
    expect(way.bound.effort).toBeLessThanOrEqual(way.effort)
    // The bound is near: the search is not a guess.
    expect(way.effort - way.bound.effort).toBeLessThanOrEqual(3)
  })

  it('gives the gains of the worked example, each alone and one after the other', () => {
    const loaded = loadPackFromDisk('example')
    const { evidence } = gatherOneTownship(
      [{ name: 'township.yaml', form: 'evidence', text: readFileSync(worked, 'utf8'), pages: null }],
      loaded,
      {},
    )
    const options = { asOf: '2026-11-20', today: '2026-11-20', holidays: holidays().table }
    const way = wayTo(loaded.pack, evidence, options, { score: '74' })
    expect(way.now).toEqual({ low: '69.42', high: '82.58', grade: { low: '合格', high: '良好' } })
    // 1.5 ÷ 38 × 100 and 0.5 ÷ 38 × 100; after the first the second rounds to less, so that the column adds up.
    expect(way.steps.map(({ gain, alone, total }) => [alone, gain, total])).toEqual([
      ['3.95', '3.95', '73.37'],
      ['1.32', '1.31', '74.68'],
    ])
    expect(way.after).toEqual({ low: '74.68', high: '82.58', grade: { low: '合格', high: '良好' } })
    // 80 needs the judgement, which is not the township's to give.
    const further = wayTo(loaded.pack, evidence, options, { grade: '良好' })
    expect(further).toMatchObject({ reached: false, proven: true, most: { low: '74.68' } })
    expect(further.waiting.map(({ title, points }) => [title, points])).toEqual([['档案质量', '7.894737']])
  })

  it('refuses a grade the table does not have', () => {
    expect(() => wayTo(small, evidenceOf({}), inYear, { grade: '良好' })).toThrow('没有等次')
  })
})

describe('what if', () => {
  it('brings the low end to the high end with all actions done, where nothing else is open', () => {
    const open = fc.subarray(Object.keys(settled).filter((id) => id !== 'hearings' && id !== 'villages'))
    fc.assert(
      fc.property(open, fc.constantFrom(inYear, afterYear), (absent, options) => {
        const evidence = evidenceOf(
          Object.fromEntries(Object.entries(settled).filter(([id]) => !absent.includes(id))),
        )
        const before = assess(small, evidence, options)
        const after = whatIf(small, evidence, options, openActions(before, options))
        before.items.forEach((score, at) => {
          expect(toDecimal(after.items[at]!.low), score.item.table.id).toBe(toDecimal(score.high))
        })
        expect(equal(after.scaled!.exact.low, before.scaled!.exact.high)).toBe(true)
      }),
      { numRuns: 64, seed: 3 },
    )
  })

  it('only narrows: no action takes a point away or goes beyond what was possible', () => {
    let actionsSeen = 0
    fc.assert(
      fc.property(generated, fc.constantFrom(inYear, afterYear), (evidence, options) => {
        const before = assess(small, evidence, options)
        for (const action of openActions(before, options)) {
          actionsSeen++
          const after = whatIf(small, evidence, options, [action])
          before.items.forEach((score, at) => {
            const now = after.items[at]!
            expect(cmp(now.low, score.low), `${action.id} ${score.item.table.id}`).toBeGreaterThanOrEqual(0)
            expect(cmp(now.high, score.high), `${action.id} ${score.item.table.id}`).toBeLessThanOrEqual(0)
          })
          const own = after.items.find((score) => score.item.table.id === action.id)!
          const was = before.items.find((score) => score.item.table.id === action.id)!
          expect(cmp(own.low, was.low), action.needs.join('；')).toBeGreaterThan(0)
        }
      }),
      { numRuns: 120, seed: 11 },
    )
    expect(actionsSeen).toBeGreaterThan(300)
  })

  it('asks for the least that is enough, and one deed may serve several items', () => {
    const evidence = evidenceOf({ ...settled, sessions: register('sessions', 'open', []) })
    const actions = openActions(assess(small, evidence, inYear), inYear)
    expect(actions.map(({ id, needs }) => ({ id, needs }))).toEqual([
      { id: 'sessions', needs: ['“学法次数”不少于2次'] },
      { id: 'both', needs: ['“学法次数”不少于1次'] },
      { id: 'trained', needs: ['“学法次数”不少于1次', '“到会率”不少于90%'] },
    ])
    const after = whatIf(small, evidence, inYear, actions.slice(0, 1))
    expect(
      after.items.filter((score) => score.outcome === 'met').map((score) => score.item.table.id),
    ).toContain('both')
    // One deed for both: the second need not be done again.
    const way = wayTo(small, evidence, inYear, { score: toDecimal(low(after)) })
    expect(way.steps.map((step) => step.items.map((item) => [item.id, item.gain]))).toEqual([
      [
        ['sessions', '2'],
        ['both', '1'],
        ['trained', '0.5'],
      ],
    ])
  })

  it('asks of each invented clause what its own function needs, and no less', () => {
    const asked = new Map<string, string[]>()
    for (const name of readdirSync(clauses)) {
      const { pack } = clausePack(name, readFileSync(join(clauses, name), 'utf8'))
      const before = assess(pack!, evidenceOf({}), inYear)
      const actions = openActions(before, inYear)
      const after = whatIf(pack!, evidenceOf({}), inYear, actions)
      before.items.forEach((score, at) => {
        expect(cmp(after.items[at]!.low, score.low), name).toBeGreaterThanOrEqual(0)
        expect(cmp(after.items[at]!.high, score.high), name).toBeLessThanOrEqual(0)
      })
      asked.set(
        name,
        actions.map((action) => action.needs.join('；')),
      )
    }
    expect(asked.get('01-centre-group.yaml')).toEqual(['“中心组学法”不少于4次'])
    expect(asked.get('07-news.yaml')).toEqual(['“刊发信息”不少于5篇'])
    expect(asked.get('09-exam.yaml')).toEqual(['“参考率”不少于95%'])
    expect(asked.get('25-plan-decay.yaml')).toEqual(['“印发日期”不迟于2025年3月31日'])
    expect(asked.get('49-disclosure-workdays.yaml')).toEqual(['“主动公开台账”零报告'])
    // What a county unit keeps is waited for.
    expect(asked.get('05-lost-lawsuits.yaml')).toEqual([])
  })

  it('fills in the blanks of a closed register and never touches the county’s lists', () => {
    const evidence = evidenceOf({
      ...settled,
      exams: halfway.exams!,
      hearings: register('hearings', 'open', []),
    })
    const before = assess(small, evidence, inYear)
    const actions = openActions(before, inYear)
    expect(actions.map(({ id, changes }) => ({ id, changes }))).toEqual([
      {
        id: 'joined',
        changes: [{ kind: 'fill', register: 'exams', row: 'exams#1', field: 'joined', value: 10 }],
      },
    ])
    const way = wayTo(small, evidence, inYear, { score: '100' })
    expect(way.waiting.map((waiting) => waiting.id)).toEqual(['present'])
  })
})
