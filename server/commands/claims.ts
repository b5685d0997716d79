import type { Assessment, DocumentView } from '../../rules/assessment.ts'
import { type Claim, emptyEvidence } from '../../rules/evidence.ts'
import { explainReading, readReport } from '../../rules/reading/index.ts'
import { today } from '../clock.ts'
import { gatherOneTownship, readSource, type Source } from '../documents/evidence-files.ts'
import { withPages } from '../documents/read-text.ts'
import type { LoadedPack } from '../packs.ts'
import { headSheet } from './assessment-sheet.ts'
import { claimsSheet } from './claims-sheet.ts'
import { type Command, failureText, type Invocation, json, show, usage } from './command.ts'
import { documentWords } from './frame.ts'
import { inTurn } from './progress.ts'
import { acceptClaims, type ChosenPack, choose, overridesOf, reading, readSources } from './run.ts'
import type { Sheet } from './sheet.ts'

/** What reports say, with the exact quotation of each claim. */
export const claimsCommand: Command = {
  name: 'claims',
  operands: 'FILE…',
  summary: {
    zh: '报告中读出的陈述：数据项、值、原文位置和是否采信',
    en: 'What a report claims: fact, value, place in the text, and whether it counts',
  },
  options: ['pack', 'year', 'kind', 'township', 'json', 'md', 'jsonl', 'explain'],
  examples: ['claims 报告.txt', 'claims 报告.txt --explain', 'claims 报告/*.txt --jsonl > 陈述.jsonl'],
  async run(invocation) {
    if (invocation.values.jsonl) return eachFile(invocation)
    const sources = await readSources(invocation)
    const chosen = choose(invocation, sources)
    const { loaded } = chosen
    const report = sources.find(({ form }) => form === 'report')
    if (!report) throw usage('没有写报告：claims读取报告的正文（.txt、.html、.docx、.doc、.pdf）')
    const { document, claims } = readTogether(sources, loaded, invocation)
    const { out } = invocation.streams
    const pack = packOf(chosen)
    const head = [...headSheet({ pack }, invocation.words), ...titlePart(document)]
    if (invocation.values.explain) {
      const explanations = explainReading(report.text, loaded.reading)
      const items = explanations.map(({ quote, text }) => `“${quote}”——${text}`)
      if (invocation.values.json) out(json({ pack, document, explanations }))
      else show([...head, { kind: 'list', items }], invocation)
    } else if (invocation.values.json) out(json({ pack, document, claims }))
    else show([...head, ...claimsSheet(claims, titlesOf(loaded), invocation.words)], invocation)
    return 0
  },
}

/** The pack as an assessment names it. */
function packOf({ loaded: { table, hash }, why }: ChosenPack): Assessment['pack'] {
  const { id, version, title } = table
  return { id, version, title, hash, why }
}

const titlesOf = ({ pack }: LoadedPack): Map<string, string> =>
  new Map([...pack.facts.values()].map(({ id, title }) => [id, title]))

const titlePart = (document: DocumentView): Sheet => [
  {
    kind: 'text',
    text: `${document.title ?? '（没有标题）'}；${document.year === null ? '年度不明' : `${document.year}年度`}；${documentWords(document.kind)}`,
  },
]

interface Read {
  document: DocumentView
  claims: Claim[]
}

function readTogether(sources: readonly Source[], loaded: LoadedPack, invocation: Invocation): Read {
  if (sources.length === 1) return readAlone(sources[0]!, loaded, invocation)
  const township = gatherOneTownship(sources, loaded, overridesOf(invocation, loaded))
  return { document: township.document!, claims: acceptClaims(township, loaded) }
}

/** Each file for itself, one line of JSON; a file that cannot be read is told and the others go on. */
async function eachFile(invocation: Invocation): Promise<number> {
  if (invocation.args.length === 0) throw usage('没有写文件')
  let status = 0
  const told = {
    ...reading,
    left: (done: readonly string[], rest: readonly string[]) =>
      `已输出${done.length}份的陈述，其余${rest.length}份没有读`,
  }
  await inTurn(invocation.args, invocation.streams, told, async (file) => {
    try {
      const source = await readSource(file, invocation.streams)
      if (source.form !== 'report')
        throw usage(`${file}：claims --jsonl只读报告（.txt、.html、.docx、.doc、.pdf）`)
      const chosen = choose(invocation, [source])
      const read = readAlone(source, chosen.loaded, invocation)
      invocation.streams.out(`${JSON.stringify({ file, pack: packOf(chosen), ...read })}\n`)
    } catch (error) {
      invocation.streams.out(`${JSON.stringify({ file, error: failureText(error, invocation.streams) })}\n`)
      status = 1
    }
  })
  return status
}

/** Claims are weighed against each other only, so a report that names no year is no failure here. */
function readAlone(source: Source, loaded: LoadedPack, { values, streams }: Invocation): Read {
  const { document: read, claims } = readReport(source.text, loaded.reading)
  const document = withPages(read, source.pages)
  const year = values.year ?? document.year ?? Number(today(streams.now()).slice(0, 4))
  const evidence = emptyEvidence(document.organisation ?? '', values.kind ?? '镇', year)
  return { document, claims: acceptClaims({ document, claims, evidence }, loaded) }
}
