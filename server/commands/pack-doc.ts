import { resolve } from 'node:path'
import { readExamples } from '../../rules/pack-cases.ts'
import { type DocumentGroup, type PackDocument, packDocument } from '../../rules/pack-document.ts'
import { toDecimal } from '../../rules/rational.ts'
import { blocksHtml, blocksMarkdown } from '../documents/blocks.ts'
import { packDocumentBlocks } from '../documents/pack-document.ts'
import { loadPackFromDisk } from '../packs.ts'
import { type Invocation, json, usage } from './command.ts'
import { writeWhole } from './write-file.ts'

/** The whole table of a year as a document: Markdown, or with --html a page to print. */
export function writePackDocument(invocation: Invocation, packs: readonly string[]): number {
  const { values, streams } = invocation
  const [name, ...more] = packs
  if (name === undefined || more.length > 0) throw usage('pack doc后面写一个指标体系')
  const { pack, table, hash, folders } = loadPackFromDisk(name, streams.cwd)
  const cases = folders.flatMap(({ id, files }) =>
    files
      .filter(({ path }) => path.startsWith('cases/'))
      .map(({ path, text }) => ({ path: `${id}/${path}`, text })),
  )
  const year = values.year ?? streams.now().getFullYear()
  const document = packDocument(pack, readExamples(cases), { year, kind: values.kind ?? null })
  const blocks = packDocumentBlocks(document, hash)
  const text = values.html
    ? blocksHtml(`${table.title}（${year}年度）`, blocks)
    : values.json
      ? json(view(document))
      : blocksMarkdown(blocks)
  if (values.output === undefined) streams.out(text)
  else {
    writeWhole(resolve(streams.cwd, values.output), text)
    streams.err(`已写入${values.output}\n`)
  }
  return 0
}

/** The document with its exact points written out. */
function view(document: PackDocument) {
  const group = <G extends DocumentGroup>(one: G) => ({
    ...one,
    items: one.items.map(({ examples, ...item }) => ({
      ...item,
      examples: examples.map(({ item: _, written, low, high, ...example }) => ({
        ...example,
        points: { low: toDecimal(low), high: toDecimal(high), written },
      })),
    })),
  })
  return { ...document, dimensions: document.dimensions.map(group), pools: document.pools.map(group) }
}
