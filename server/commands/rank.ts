import type { Ranking } from '../../rules/assessment.ts'
import { rank } from '../../rules/rank.ts'
import { AppError } from '../errors.ts'
import type { LoadedPack } from '../packs.ts'
import { type Command, json, show } from './command.ts'
import { rankingSheet } from './ranking-sheet.ts'
import { type AssessedFiles, assessTownships } from './run.ts'

/** Several townships beside each other. */
export const rankCommand: Command = {
  name: 'rank',
  operands: 'FILE…',
  summary: {
    zh: '几个乡镇（街道）按组比较，位次为可能的范围；内部比较，不得公布',
    en: 'Compare several townships by group; places are ranges, for internal use only',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: [
    'rank 台账/*.yaml --pack shandong',
    'rank 各镇/*.xlsx',
    'rank 甲镇.yaml 乙镇.yaml 乙镇报告.txt --json',
  ],
  async run(invocation) {
    const { townships, loaded } = await assessTownships(invocation)
    const { ranking } = rankFiles(townships, loaded)
    if (invocation.values.json) invocation.streams.out(json(ranking))
    else show(rankingSheet(ranking, invocation.words), invocation)
    return 0
  },
}

/** Ranks the townships of files, all of one year. @throws AppError invalid_evidence for several years */
export function rankFiles(
  townships: readonly AssessedFiles[],
  { table }: LoadedPack,
): { ranking: Ranking; year: number } {
  const years = new Map(townships.map(({ files }) => [files.evidence.year, files.files]))
  if (years.size > 1) {
    const told = [...years].map(([year, files]) => `${files.join('、')}是${year}年度的`)
    throw new AppError('invalid_evidence', `不同年度不能比较：${told.join('，')}`)
  }
  const entries = townships.map(({ files, assessment }, index) => ({
    id: files.name ?? files.files.join('、'),
    name: files.name ?? files.files.join('、'),
    // Files carry no division code; the order of the files lists those that share a place.
    code: String(index + 1).padStart(4, '0'),
    kind: files.evidence.kind,
    assessment,
  }))
  return { ranking: rank(entries, table), year: townships[0]!.files.evidence.year }
}
