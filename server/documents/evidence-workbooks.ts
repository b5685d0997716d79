/** A workbook named among a township's files → the registers it fills, where nothing in it has to be asked about. */
import type { Evidence } from '../../rules/evidence.ts'
import type { TownshipKind } from '../../rules/pack.ts'
import { sameTownship } from '../../rules/township.ts'
import { AppError } from '../errors.ts'
import type { LoadedPack } from '../packs.ts'
import type { Grid } from '../workbooks/grid.ts'
import { addTownships, planInto, type Remembered, townshipsIn } from '../workbooks/into-evidence.ts'
import { readCover } from '../workbooks/own-workbook.ts'
import { type ImportPlan, openQuestions } from '../workbooks/plan-import.ts'
import { touchedTownships, withImport } from '../workbooks/take-over.ts'

export interface WorkbookOverrides {
  year?: number
  kind?: TownshipKind
  /** Whose a workbook is that does not say so. */
  township?: string
  remembered?: Remembered
}

/** Evidence a workbook gives, a township each, and what was left out of it. */
export interface FromWorkbook {
  evidence: Evidence
  notes: string[]
}

const mostShown = 20

/**
 * Reads a workbook as an import would take it over into nothing.
 * @throws AppError invalid_evidence where a person would have to be asked, or a row cannot be read
 */
export function workbookEnvelopes(
  { name, grids }: { name: string; grids: readonly Grid[] },
  pack: LoadedPack,
  known: readonly Evidence[],
  { year: asked, kind, township: said, remembered = () => undefined }: WorkbookOverrides,
): FromWorkbook[] {
  const refused = (why: string) => new AppError('invalid_evidence', `${name}：${why}`)
  const years = [...new Set(known.map(({ year }) => year))]
  const year = asked ?? readCover(grids)?.year ?? (years.length === 1 ? years[0] : undefined)
  if (year === undefined) throw refused('看不出是哪个年度的台账，请用--year写明，如--year 2025')
  const named = townshipsIn(grids)
  const names = named.length > 0 ? named : said !== undefined ? [said] : known.map(({ township }) => township)
  if (names.length === 0) throw refused('看不出是哪个乡镇（街道）的台账，请用--township写明')
  const empty: Evidence[] = []
  const kindOf = (township: string) => known.find((one) => sameTownship(one.township, township))?.kind ?? kind
  for (const township of names) {
    if (addTownships(empty, [township], { kind: kindOf(township), year }).length > 0)
      throw refused(`“${township}”看不出是乡、镇还是街道，请用--kind写明`)
  }
  const plan = planInto(grids, {
    pack,
    year,
    evidences: empty,
    township: named.length === 0 && empty.length === 1 ? empty[0]!.township : null,
    mode: 'append',
    sheets: {},
    remembered,
  })
  assertReadable(plan, refused)
  // A township whose workbook is still blank has handed in nothing, and is no less one of the townships.
  return (plan.township === null ? touchedTownships(plan) : [plan.township]).map((id) => ({
    evidence: withImport(plan, id, empty.find(({ township }) => township === id)!),
    notes: notesOf(plan).map((note) => `${name}：${note}`),
  }))
}

function assertReadable(plan: ImportPlan, refused: (why: string) => AppError): void {
  const questions = openQuestions(plan)
  if (questions.length > 0)
    throw refused(`${questions.join('；')}。先用import核对，写入台账文件（--output）以后再评价`)
  const wrong = [
    ...plan.problems,
    ...plan.sheets.flatMap(({ sheet, rows }) =>
      rows.flatMap(({ status, errors }) =>
        status === 'rejected' ? errors.map((error) => ({ sheet, ...error })) : [],
      ),
    ),
  ]
  if (wrong.length === 0) return
  const shown = wrong
    .slice(0, mostShown)
    .map(({ sheet, address, message, remedy }) => `${sheet} ${address}：${message}。${remedy}`)
  const more = wrong.length > shown.length ? [`……共${wrong.length}处`] : []
  throw refused([`有${wrong.length}处错误，没有读取`, ...shown, ...more].join('\n'))
}

const notesOf = ({ notes, sheets }: ImportPlan): string[] => [
  ...notes,
  ...sheets.flatMap((one) => [
    ...one.notes.map((note) => `工作表“${one.sheet}”${note}`),
    ...(one.remembered ? [`工作表“${one.sheet}”的栏目按上次导入的同一种表对应`] : []),
  ]),
]
