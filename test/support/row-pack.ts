/** A pack of one item over a list of invented cases and a one-row list of marks: what functions over rows are tried on. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { assess, type ItemScore } from '../../rules/assess.ts'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import type { CellValue, Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import { loadPack } from '../../rules/loading/load.ts'
import type { Problem } from '../../rules/pack.ts'
import { cmp, type Rational, rational, toFraction } from '../../rules/rational.ts'
import { explainItem } from '../../rules/reasons.ts'
import { evidenceOf, noHolidays, register } from './small-pack.ts'

const packYaml = `
id: rows
version: '1'
title: 示例考核要点
places: []
period: year
issued: false
groups: [{ id: all, title: 全部, kinds: [乡, 镇, 街道] }]
rounding: { places: 2 }
ties: share
evidence_by: { year: period+1, date: 04-30, day_itself: in_time }
causes: { staff: 人员不足 }
missing: '未提供{{ name }}的证据材料'
dimensions: [{ id: d1, title: 示例 }]
`

const registersYaml = `
id: cases
title: 案件台账
keeper: township
key: [code]
fields:
  code:     { label: 编号, type: text, required: true, names_row: true }
  level:    { label: 级别, type: choice, of: [国家级, 省级, 市级] }
  theme:    { label: 主题, type: choice, of: [宪法, 民法典, 安全] }
  matter:   { label: 事项, type: text }
  actor:    { label: 承办, type: choice, of: [综治办, 城管办] }
  late:     { label: 逾期, type: flag }
  lost:     { label: 败诉, type: flag }
  filed:    { label: 已说明, type: flag }
  own:      { label: 本镇所为, type: flag }
  held:     { label: 开展, type: flag }
  file:     { label: 档案, type: text }
facts:
  cases.all:   { title: 案件, kind: events }
  cases.own:   { title: 本镇案件, kind: events, where: own }
  cases.count: { title: 案件数, kind: count, unit: 件 }
  cases.false: { title: 不实案件, kind: count, unit: 件, where: lost }
---
id: marks
title: 评定表
keeper: county
keeper_unit: 县司法局
key: [on]
one_row: year
fields:
  on:     { label: 评定日期, type: date, required: true }
  grade:  { label: 等次, type: choice, of: [A, B, C] }
  points: { label: 分数, type: amount, unit: 分 }
  papers: { label: 材料, type: set, of: [计划, 记录, 总结], blank_when_closed: false }
  system: { label: 建有制度, type: flag, blank_when_closed: false }
facts:
  marks.grade:  { title: 等次, kind: choice, field: grade }
  marks.points: { title: 评分, kind: amount, unit: 分, field: points }
  marks.papers: { title: 材料, kind: set, field: papers }
  marks.system: { title: 建有制度, kind: flag, where: system }
`

const item = (score: string, value: string, more: string): string => `
- id: only
  title: 示例要点
  core: true
  value: ${value}
  by: period_end
  versions:
    - from: 2019-01-01
      binding: K
      checked: C/C
      basis: [{ law: law-a }]
      clause: 示例条文。
      score: ${score}
  evidence: [台账]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 1, text: 补登台账 }
  causes: [staff]
  says: { met: 达标, shortcoming: 未达标 }
${more}`

interface Options {
  value?: string
  /** More keys of the item, e.g. its treatment when there is nothing to score. */
  more?: string
  /** Sentences instead of the plain ones. */
  says?: string
}

function load(score: string, { value = '3', more = '', says }: Options) {
  const text = item(score, value, more)
  return loadPack([
    {
      id: 'rows',
      files: [
        { path: 'pack.yaml', text: packYaml },
        { path: 'laws.yaml', text: 'law-a: { title: 示例办法 }' },
        { path: 'registers/all.yaml', text: registersYaml },
        {
          path: 'items/d1.yaml',
          text: says ? text.replace('  says: { met: 达标, shortcoming: 未达标 }', `  says: ${says}`) : text,
        },
      ],
    },
  ])
}

/** The errors of a pack with this score. */
export const problemsOf = (score: string, options: Options = {}): Problem[] =>
  load(score, options).problems.filter((problem) => problem.severity === 'error')

/** A pack whose only item scores so. */
export function rowPack(score: string, options: Options = {}): CompiledPack {
  const { table, problems } = load(score, options)
  if (!table) throw new Error(problems.map(({ message }) => message).join('\n'))
  return compilePack(table)
}

const defaults = { asOf: '2026-01-31', today: '2026-01-31', holidays: noHolidays }

/** The one item of a pack, scored before the cut-off of evidence. */
export function scoreOf(pack: CompiledPack, evidence: Evidence): ItemScore {
  return assess(pack, evidence, defaults).items[0]!
}

/** Its points as `low` or `low..high`. */
export function pointsOf(
  pack: CompiledPack,
  registers: Evidence['registers'],
  more: Partial<Evidence> = {},
): string {
  const score = scoreOf(pack, evidenceOf(registers, more))
  if (score.outcome === 'not_applicable') return 'not applicable'
  const [low, high] = [toFraction(score.low), toFraction(score.high)]
  return low === high ? low : `${low}..${high}`
}

/** The steps of its reason, calculation only. */
export function calculationOf(pack: CompiledPack, registers: Evidence['registers']): string[] {
  const result = assess(pack, evidenceOf(registers), defaults)
  return explainItem(result, result.items[0]!)
    .steps.filter((step) => step.kind === 'calculation')
    .map((step) => step.text)
}

export const cases = (state: RegisterEvidence['state'], ...rows: Record<string, CellValue>[]) => ({
  cases: register('cases', state, rows.map((row, index) => ({ code: `案${index + 1}`, ...row })) as never),
})

export const marks = (state: RegisterEvidence['state'], row?: Record<string, CellValue>) => ({
  marks: register('marks', state, row ? [{ on: '2025-12-01', ...row } as never] : []),
})

// --- completions -------------------------------------------------------------------------------------------------

export type Cells = Record<string, CellValue>
type Cell = fc.Arbitrary<CellValue>

interface Kept {
  state: RegisterEvidence['state'] | 'absent'
  rows: Cells[]
}

/** A list as it may be kept: absent, open or closed, cells blank here and there. */
function keptList(cells: Record<string, Cell>, most: number): fc.Arbitrary<Kept> {
  const row = fc.record(
    Object.fromEntries(
      Object.entries(cells).map(([id, cell]) => [id, fc.oneof(cell, cell, fc.constant(null))]),
    ),
  )
  return fc
    .tuple(
      fc.constantFrom('absent' as const, 'open' as const, 'closed' as const),
      fc.array(row, { maxLength: most }),
    )
    .map(([state, rows]) => {
      if (state === 'absent') return { state, rows: [] }
      return rows.length === 0 && state === 'closed' ? { state: 'none' as const, rows } : { state, rows }
    })
}

/** One way it turns out: blanks filled, rows added while the list is open. */
function completed(
  kept: Kept,
  cells: Record<string, Cell>,
  most: number,
  settled: readonly string[],
): fc.Arbitrary<Cells[]> {
  const full = fc.record(cells)
  const fill = (id: string): Cell => {
    if (!settled.includes(id)) return cells[id]!
    return kept.state === 'closed' ? fc.constant(null) : fc.oneof(cells[id]!, fc.constant(null))
  }
  const filled = kept.rows.map((row) =>
    fc.record(
      Object.fromEntries(
        Object.entries(row).map(([id, value]) => [id, value === null ? fill(id) : fc.constant(value)]),
      ),
    ),
  )
  const mayGrow = kept.state === 'open' || kept.state === 'absent'
  const more = fc.array(full, { maxLength: mayGrow ? Math.max(0, most - kept.rows.length) : 0 })
  return fc.tuple(fc.tuple(...filled), more).map(([old, added]) => [...old, ...added])
}

const registerOf = (id: string, { state, rows }: Kept, extra: Cells) =>
  state === 'absent'
    ? {}
    : { [id]: register(id, state, rows.map((row, i) => ({ ...extra, code: `案${i + 1}`, ...row })) as never) }

export interface Trial {
  pack: CompiledPack
  /** Generators of the cells a row of the cases may have. */
  cells: Record<string, Cell>
  /** Generators of the cells of the one row of marks. */
  marks?: Record<string, Cell>
  most?: number
  /** Cells whose blank says something once the list is closed, so that filling one in would be a correction. */
  settled?: string[]
  /** Hundredths of a point when everything is known, by hand; null: the item does not apply; undefined: not all is known. */
  byHand(rows: Cells[], marks: Cells | undefined): number | null | undefined
}

/**
 * What an interval promises: whatever the rows turn out to be, the points worked out by hand lie in the interval, and
 * when all is known the interval is that number.
 */
export function expectEveryCompletionInside(trial: Trial, numRuns = 400): void {
  const most = trial.most ?? 3
  const markCells = trial.marks ?? {}
  const settled = trial.settled ?? []
  const pair = fc
    .tuple(keptList(trial.cells, most), trial.marks ? keptList(markCells, 1) : fc.constant(null))
    .chain(([kept, mark]) =>
      fc.tuple(
        fc.constant({ kept, mark }),
        completed(kept, trial.cells, most, settled),
        mark ? completed(mark, markCells, 1, settled) : fc.constant<Cells[]>([]),
      ),
    )
  const closed = (rows: Cells[]): Kept => ({ state: rows.length === 0 ? 'none' : 'closed', rows })
  const evidence = (kept: Kept, mark: Kept | null): Evidence =>
    evidenceOf({
      ...registerOf('cases', kept, {}),
      ...(mark ? withoutCode(registerOf('marks', mark, { on: '2025-12-01' })) : {}),
    })
  fc.assert(
    fc.property(pair, ([{ kept, mark }, rows, marked]) => {
      const outer = scoreOf(trial.pack, evidence(kept, mark))
      const exact = scoreOf(trial.pack, evidence(closed(rows), mark ? closed(marked) : null))
      const hundredths = trial.byHand(rows, marked[0])
      if (hundredths === undefined) return
      if (hundredths === null) {
        expect(exact.outcome).toBe('not_applicable')
        return
      }
      const points: Rational = rational(hundredths, 100)
      expect([toFraction(exact.low), toFraction(exact.high)]).toEqual([
        toFraction(points),
        toFraction(points),
      ])
      const told = `${toFraction(points)} in [${toFraction(outer.low)}, ${toFraction(outer.high)}]`
      expect(cmp(outer.low, points) <= 0 && cmp(points, outer.high) <= 0, told).toBe(true)
    }),
    { numRuns },
  )
}

function withoutCode(registers: Record<string, RegisterEvidence>): Record<string, RegisterEvidence> {
  for (const { rows } of Object.values(registers)) for (const row of rows) delete row.values.code
  return registers
}
