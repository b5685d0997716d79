/** An evidence file, YAML or JSON: envelopes of townships, each checked against the pack. */
import type { Evidence } from './evidence.ts'
import { asMap, type EvidenceReader, sourceOf } from './loading/evidence-nodes.ts'
import { readRegisters, warnOfLooseRefs } from './loading/evidence-registers.ts'
import { readCauses, readExemptions, readIncluded, readStatements } from './loading/evidence-statements.ts'
import { parseJson } from './loading/json.ts'
import {
  complain,
  type Entry,
  type LocatedNode,
  type Notebook,
  newNotebook,
  offer,
  type Place,
  wording,
} from './loading/located.ts'
import { parseYaml } from './loading/yaml.ts'
import { type PackTable, type Problem, type TownshipKind, townshipKinds } from './pack.ts'
import { kindOfName } from './township.ts'

/** Reads the envelopes of a file. One with an error is left out; warnings leave it in. */
export function parseEvidence(
  text: string,
  file: string,
  table: PackTable,
): { envelopes: Evidence[]; problems: Problem[] } {
  const book = newNotebook()
  const roots = readRoots(text, file, book)
  if (roots.length === 0 && book.problems.length === 0) {
    complain(
      book,
      { file, line: 1, column: 1 },
      { code: 'empty_file', message: '文件是空的', remedy: envelopeForm },
    )
  }
  // What cannot be read as written may have lost anything, so nothing of such a file counts.
  const legible = errorsIn(book) === 0
  const envelopes = roots.flatMap((root) => {
    const before = errorsIn(book)
    const envelope = readEnvelope(root, { table, book })
    return errorsIn(book) === before ? [envelope] : []
  })
  return { envelopes: legible ? envelopes : [], problems: book.problems }
}

const envelopeForm =
  '写明township、kind、year、registers，如{ township: 某镇, kind: 镇, year: 2025, registers: {} }'
const errorsIn = (book: Notebook): number =>
  book.problems.filter(({ severity }) => severity === 'error').length
function readRoots(text: string, file: string, book: Notebook): LocatedNode[] {
  if (file.endsWith('.json')) return list(parseJson(text, file, book))
  if (/^\s*[[{]/.test(text)) {
    // A pipe has no name to tell JSON by; a YAML mapping in braces is read as YAML.
    const attempt = newNotebook()
    const root = parseJson(text, file, attempt)
    if (root) {
      book.problems.push(...attempt.problems)
      return list(root)
    }
  }
  return parseYaml(text, file, book)
}

/** A JSON list holds an envelope a township, as YAML documents do. */
const list = (root: LocatedNode | undefined): LocatedNode[] =>
  root === undefined ? [] : root.kind === 'list' ? root.items : [root]

const envelopeKeys = [
  'township',
  'kind',
  'year',
  'registers',
  'statements',
  'causes',
  'included',
  'not_applicable',
]

function readEnvelope(root: LocatedNode, reader: EvidenceReader): Evidence {
  const { book } = reader
  const map = asMap(root, '证据文件', envelopeForm, book)
  for (const { key, at } of map.values()) {
    if (envelopeKeys.includes(key)) continue
    complain(book, at, {
      code: 'unknown_key',
      message: `证据文件没有“${key}”这个键`,
      text: key,
      remedy: offer(key, envelopeKeys, '可用的键'),
    })
  }
  const township = readTownship(map, root, book)
  const year = readYear(map, root, book)
  const kind = readKind(map, root, township, book)
  const registers = readRegisters(map.get('registers'), { kind, year }, reader)
  const evidence: Evidence = {
    township,
    kind,
    year,
    registers,
    statements: readStatements(map.get('statements'), year, reader),
    claims: [],
  }
  const exempt = map.get('not_applicable')
  if (exempt) evidence.notApplicable = readExemptions(exempt, reader)
  const causes = map.get('causes')
  if (causes) evidence.causes = readCauses(causes, reader)
  const included = map.get('included')
  if (included) evidence.included = readIncluded(included, reader)
  warnOfLooseRefs(registers, map.get('registers')?.node, reader)
  return evidence
}

function missing(root: Place, name: string, remedy: string, book: Notebook): void {
  complain(book, root, { code: 'missing_key', message: `证据文件缺少“${name}”`, remedy })
}

function readTownship(map: ReadonlyMap<string, Entry>, root: Place, book: Notebook): string {
  const name = sourceOf(map.get('township'))
  if (name === '')
    missing(map.get('township')?.node ?? root, 'township', '写乡镇名称，如township: 某某镇', book)
  return name
}

function readYear(map: ReadonlyMap<string, Entry>, root: Place, book: Notebook): number {
  const entry = map.get('year')
  const source = sourceOf(entry)
  if (/^20\d{2}$/.test(source)) return Number(source)
  if (!entry) missing(root, 'year', '写考核年度，如year: 2025', book)
  else {
    complain(book, entry.node, {
      code: 'bad_value',
      message: `年度不能是“${wording(entry.node)}”`,
      text: wording(entry.node),
      remedy: '写2000至2099的年份，如2025',
    })
  }
  return 2025
}

/** The kind may be left out where the name ends in it. */
function readKind(
  map: ReadonlyMap<string, Entry>,
  root: Place,
  township: string,
  book: Notebook,
): TownshipKind {
  const entry = map.get('kind')
  const said = entry ? sourceOf(entry) : ''
  const found = entry ? townshipKinds.find((kind) => said === kind) : kindOfName(township)
  if (found) return found
  if (!entry) missing(root, 'kind', '写kind: 乡、镇或者街道', book)
  else {
    complain(book, entry.node, {
      code: 'bad_choice',
      message: `kind不能是“${said}”`,
      text: said,
      remedy: `可选：${townshipKinds.join('、')}`,
    })
  }
  return '镇'
}
