/** The annual report and its section on shortcomings as official documents, for a person to finish. */
import type { Paragraph, TextRun } from 'docx'
import type { Assessment, FactView } from '../../rules/assessment.ts'
import { chineseDate } from '../../rules/dates.ts'
import type { ReportParagraph, ReportPart } from '../../rules/report-draft.ts'
import { chineseNumber } from '../../rules/wording.ts'
import { blank, body, faces, flush, heading, rightLine, run, title, toDocx } from './layout.ts'

export interface ReportPaper {
  assessment: Assessment
  parts: readonly ReportPart[]
  /** Of the county the township reports to; null where nobody said. */
  county: string | null
  /** Whether a list of where each figure comes from follows. */
  sources: boolean
}

const named = ({ township }: Assessment): string => township.name ?? '本乡镇（街道）'

/** What a person must still do or decide stands out, in brackets as in the text of the draft. */
const marked = (text: string): TextRun[] =>
  text
    .split(/(【[^】]*】)/)
    .filter((piece) => piece !== '')
    .map((piece) => run(piece, piece.startsWith('【') ? { highlight: 'yellow' } : {}))

/** A township's own words: another face, and said to be its own. */
const own = (text: string): Paragraph[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => body([run(line.trim(), { font: faces.level2 })]))

const ownNote = (): Paragraph => body(marked('【以下为本单位报告原文，供取舍】'))

function paragraphs(list: readonly ReportParagraph[]): Paragraph[] {
  const drafted = list.filter(({ kind }) => kind !== 'own')
  const written = list.filter(({ kind }) => kind === 'own')
  return [
    ...drafted.map(({ text }) => body(marked(text))),
    ...(written.length > 0 ? [ownNote(), ...written.flatMap(({ text }) => own(text))] : []),
  ]
}

function part({ title: name, groups }: ReportPart, number: number): Paragraph[] {
  const lines = [heading(`${chineseNumber(number)}、${name}`, 1)]
  let group = 0
  for (const { title: groupTitle, paragraphs: list } of groups) {
    if (groupTitle) lines.push(heading(`（${chineseNumber(++group)}）${groupTitle}`, 2))
    lines.push(...paragraphs(list))
  }
  return lines
}

/** Who signs: party committee and government, as the kind of township calls them. */
function signers({ township }: Assessment): string[] {
  const name = township.name ?? '××'
  return township.kind === '街道'
    ? [`中共${name}工作委员会`, `${name}办事处`]
    : [`中共${name}委员会`, `${name}人民政府`]
}

const signature = (assessment: Assessment): Paragraph[] => [
  blank(true),
  ...signers(assessment).map((signer) => rightLine(signer, 2, true)),
  rightLine('　　年　　月　　日', 4),
]

/** Where each figure of the text comes from: the fact, its value, its register and how well it is shown. */
function sourceList({ items, asOf }: Assessment, used: ReadonlySet<string>): Paragraph[] {
  const facts = new Map<string, FactView>()
  for (const item of items) for (const fact of item.facts) if (used.has(fact.id)) facts.set(fact.id, fact)
  return [
    heading('附：数据来源', 1),
    body([run(`以下为正文所用数据的出处，截至${chineseDate(asOf)}，供核对，正式行文时删去。`)]),
    ...[...facts.values()].map((fact, index) =>
      body([run(`${index + 1}. ${fact.title}：${fact.text}。${sourceOf(fact)}`)]),
    ),
  ]
}

function sourceOf(fact: FactView): string {
  const rows =
    fact.rows.length > 0
      ? `登记${fact.rows.length}条（${fact.rows
          .slice(0, 5)
          .map(({ label }) => label)
          .join('、')}${fact.rows.length > 5 ? '等' : ''}）。`
      : ''
  const quotes = fact.quotes.map(({ quote }) => `报告陈述“${quote}”。`).join('')
  return rows + quotes
}

/** What the sources say of one thing and does not agree must be settled before the paper is signed. */
const toCheck = ({ findings }: Assessment): Paragraph[] =>
  findings
    .filter(({ kind }) => kind === 'contradiction' || kind === 'consistency')
    .map(({ text }) => body(marked(`【需要核对：${text}】`)))

const factsOf = (list: readonly ReportParagraph[]): Set<string> => new Set(list.flatMap(({ facts }) => facts))

const usedFacts = (parts: readonly ReportPart[]): Set<string> =>
  factsOf(parts.flatMap(({ groups }) => groups.flatMap((group) => group.paragraphs)))

/** The whole report in its parts, as .docx. */
export const annualReportDocx = ({
  assessment,
  parts,
  county,
  sources,
}: ReportPaper): Promise<Uint8Array<ArrayBuffer>> => {
  const { year } = assessment.township
  const name = named(assessment)
  return toDocx(
    [
      ...title([`${name}关于${year}年度`, '法治政府建设情况的报告']),
      flush(county ? `中共${county}委、${county}人民政府：` : '县委、县政府：'),
      body([run(`现将${name}${year}年度法治政府建设情况报告如下。`)]),
      ...parts.flatMap((each, index) => part(each, index + 1)),
      ...toCheck(assessment),
      body([run('特此报告。')], true),
      ...signature(assessment),
      ...(sources ? sourceList(assessment, usedFacts(parts)) : []),
    ],
    { title: `${name}关于${year}年度法治政府建设情况的报告`, grid: true },
  )
}

/** 存在的不足和原因 alone, as .docx; what only lacks its papers is a list of its own. */
export const shortcomingsDocx = ({
  assessment,
  section,
  sources,
}: Omit<ReportPaper, 'county' | 'parts'> & { section: readonly ReportParagraph[] }): Promise<
  Uint8Array<ArrayBuffer>
> => {
  const { township, draft, asOf } = assessment
  const name = named(assessment)
  return toDocx(
    [
      ...title([name, `${township.year}年度法治政府建设`, '存在的不足和原因']),
      ...paragraphs(section),
      ...toCheck(assessment),
      ...(draft.missing.length > 0
        ? [
            heading('待补充材料', 1),
            ...draft.missing.map(({ text }, index) => body([run(`${index + 1}. ${text}`)])),
          ]
        : []),
      body([run(`（草稿，依据截至${chineseDate(asOf)}的登记起草，供人核改）`)]),
      ...(sources ? sourceList(assessment, factsOf(section)) : []),
    ],
    { title: `${name}${township.year}年度法治政府建设存在的不足和原因`, grid: true },
  )
}
