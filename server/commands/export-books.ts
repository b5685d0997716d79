/** Workbooks of what files come to. */
import { matrixFrom } from '../assessments.ts'
import type { LoadedPack } from '../packs.ts'
import { gapsXlsx, type ListHead, matrixXlsx, rankingXlsx } from '../papers/lists-xlsx.ts'
import { scoreSheetsXlsx, scoreSheetXlsx } from '../papers/score-sheet-xlsx.ts'
import { usage, type Values } from './command.ts'
import { rankFiles } from './rank.ts'
import type { AssessedFiles } from './run.ts'

export const bookNames = [
  'score-sheet.xlsx',
  'score-sheets.xlsx',
  'ranking.xlsx',
  'matrix.xlsx',
  'gaps.xlsx',
] as const
export type BookName = (typeof bookNames)[number]

/** @throws AppError usage for a sheet of one township from files of several */
export async function makeBook(
  name: BookName,
  { townships, loaded }: { townships: AssessedFiles[]; loaded: LoadedPack },
  { countyName }: Pick<Values, 'countyName'>,
): Promise<{ file: string; bytes: Uint8Array }> {
  const { ranking, year } = rankFiles(townships, loaded)
  const nameOf = ({ files }: AssessedFiles): string => files.name ?? files.files.join('、')
  const [first] = townships
  const one = townships.length === 1 ? nameOf(first!) : (countyName ?? '本县')
  const head: ListHead = { name: one, year, asOf: ranking.asOf, pack: loaded.table.title }
  const scored = townships.map((township) => ({ result: township.result, name: nameOf(township) }))
  const entries = townships.map((township) => ({
    id: nameOf(township),
    name: nameOf(township),
    kind: township.files.evidence.kind,
    assessment: township.assessment,
  }))
  switch (name) {
    case 'score-sheet.xlsx': {
      if (townships.length > 1)
        throw usage('score-sheet.xlsx只要一个乡镇（街道）的材料，几个的用score-sheets.xlsx')
      return { file: `${one}${year}年度自评得分表.xlsx`, bytes: await scoreSheetXlsx(scored[0]!) }
    }
    case 'score-sheets.xlsx':
      return { file: `${one}${year}年度自评得分表.xlsx`, bytes: await scoreSheetsXlsx(scored) }
    case 'ranking.xlsx':
      return { file: `${one}${year}年度考核情况（内部）.xlsx`, bytes: await rankingXlsx(ranking, head) }
    case 'matrix.xlsx':
      return {
        file: `${one}${year}年度考核要点对照表.xlsx`,
        bytes: await matrixXlsx(matrixFrom(loaded, entries), head),
      }
    case 'gaps.xlsx':
      return {
        file: `${one}${year}年度差距清单.xlsx`,
        bytes: await gapsXlsx(
          entries.map(({ id, name: township, assessment: { gaps } }) => ({ id, name: township, gaps })),
          head,
        ),
      }
  }
}
