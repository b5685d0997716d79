import { zipSync } from 'fflate'
import { type PaperInput, type PaperName, paperFile, paperNames, papers } from '../papers/papers.ts'
import { rankingDocx } from '../papers/score-sheet.ts'
import { type Command, type Invocation, usage } from './command.ts'
import { type BookName, bookNames, makeBook } from './export-books.ts'
import { beforeWriting, inTurn } from './progress.ts'
import { rankFiles } from './rank.ts'
import { type AssessedFiles, assessFiles, assessTownships } from './run.ts'
import { writeFile } from './write-file.ts'

const isPaper = (name: string): name is PaperName => paperNames.some((known) => known === name)

/** Papers as Word documents, from files alone. */
export const exportCommand: Command = {
  name: 'export',
  operands: 'PAPER FILE…',
  summary: {
    zh: '导出公文（Word）：annual-report 年度报告，shortcomings 存在的不足和原因，score-sheet 得分表，problem-list 问题清单；problem-lists 几个乡镇的问题清单（zip），ranking 考核情况（内部）。导出工作簿（Excel）：score-sheet.xlsx 带算式的得分表，score-sheets.xlsx 几个乡镇的得分表，ranking.xlsx、matrix.xlsx 考核要点对照表，gaps.xlsx 差距清单',
    en: 'Export papers as Word documents: annual-report, shortcomings, score-sheet, problem-list; problem-lists (zip), ranking; as workbooks: score-sheet.xlsx with formulas, score-sheets.xlsx, ranking.xlsx, matrix.xlsx, gaps.xlsx',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'output', 'sources', 'county-name'],
  examples: [
    'export annual-report 报告.txt 台账.yaml --sources',
    'export score-sheet.xlsx 报告.txt 台账.yaml',
    'export problem-lists 台账/*.yaml --county-name 某县 --output 问题清单.zip',
  ],
  async run(invocation) {
    const [paper, ...files] = invocation.args
    const within = { ...invocation, args: files }
    if (paper === undefined) throw usage('没有写导出什么')
    if (isPaper(paper)) return await exportOne(paper, within)
    if (isBook(paper)) return await exportBook(paper, within)
    if (paper === 'ranking') return await exportRanking(within)
    if (paper === 'problem-lists') return await exportProblemLists(within)
    throw usage(
      `没有“${paper}”这种公文，可以导出：${[...paperNames, 'problem-lists', 'ranking', ...bookNames].join('、')}`,
    )
  },
}

const isBook = (name: string): name is BookName => bookNames.some((known) => known === name)

async function exportBook(name: BookName, invocation: Invocation): Promise<number> {
  const { file, bytes } = await makeBook(name, await assessTownships(invocation), invocation.values)
  await beforeWriting(invocation.streams)
  return writeFile(file, bytes, invocation)
}

async function exportOne(paper: PaperName, invocation: Invocation): Promise<number> {
  const input = inputOf(await assessFiles(invocation), invocation)
  return writeFile(paperFile(input, paper), await papers[paper].make(input), invocation)
}

async function exportProblemLists(invocation: Invocation): Promise<number> {
  const { townships } = await assessTownships(invocation)
  const writing = {
    doing: '起草',
    things: '问题清单',
    nameOf: ({ files }: AssessedFiles) => files.name ?? files.files.join('、'),
  }
  const files = await inTurn(townships, invocation.streams, writing, async (township) => {
    const input = inputOf(township, invocation)
    return [paperFile(input, 'problem-list'), await papers['problem-list'].make(input)] as const
  })
  await beforeWriting(invocation.streams)
  // Word documents are packed already.
  const bytes = zipSync(Object.fromEntries(files), { level: 0, mtime: invocation.streams.now() })
  return writeFile('问题清单.zip', bytes, invocation)
}

async function exportRanking(invocation: Invocation): Promise<number> {
  const { townships, loaded } = await assessTownships(invocation)
  const { ranking, year } = rankFiles(townships, loaded)
  const county = invocation.values.countyName ?? '本县'
  return writeFile(
    `${county}${year}年度考核情况（内部）.docx`,
    await rankingDocx(ranking, county, year),
    invocation,
  )
}

const inputOf = ({ files, result, assessment }: AssessedFiles, { values }: Invocation): PaperInput => ({
  result,
  assessment,
  document: files.document?.kind === 'township_report' ? files.document : null,
  county: values.countyName ?? null,
  sources: values.sources,
})
