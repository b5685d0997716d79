/** The files of one pack folder, read by their names. */
import type { Law, ReadingWords, Register, ReportSection } from '../pack.ts'
import { completeSet, type Defaults, layDefaults } from './defaults.ts'
import { itemsOf, type PlacedItem } from './items-yaml.ts'
import { complain, type LocatedNode, type MapNode, type Notebook } from './located.ts'
import { lawsFile, type PackYaml, packFile, readingFile, reportFile } from './pack-yaml.ts'
import { isAddition } from './register-additions.ts'
import { register } from './registers-yaml.ts'
import { parseYaml } from './yaml.ts'

export interface PackFolder {
  id: string
  /** Base first, the pack that extends it last; paths are relative to the folder. */
  files: { path: string; text: string }[]
}

/** A folder as written; `extend.ts` lays folders over each other. */
export interface FolderYaml {
  id: string
  pack: PackYaml
  laws: Law[]
  reading: ReadingWords | null
  sections: ReportSection[] | null
  registers: Register[]
  /** Documents that add to registers of the folder or of its bases. */
  additions: MapNode[]
  items: PlacedItem[]
  /** What its items leave out, those of its bases included. */
  defaults: Defaults
}

/** Other YAML that lives in a pack folder and is read by others: worked cases, sample counties, the calendar. */
const elsewhere = /^(cases|demo)\/|^calendar\.yaml$/

/** A folder whose files are trees, not yet read. */
export interface ParsedFolder {
  id: string
  files: { path: string; roots: LocatedNode[] }[]
}

/** The files of a folder that make its table. */
export function parseFolder(folder: PackFolder, book: Notebook): ParsedFolder {
  const files = folder.files
    .filter(({ path }) => path.endsWith('.yaml') && !elsewhere.test(path))
    .sort(packFirst)
    .map(({ path, text }) => ({ path, roots: parseYaml(text, `${folder.id}/${path}`, book) }))
  return { id: folder.id, files }
}

export function readFolder(folder: ParsedFolder, inherited: Defaults, book: Notebook): FolderYaml {
  const result: FolderYaml = {
    id: folder.id,
    pack: packFile.blank,
    laws: [],
    reading: null,
    sections: null,
    registers: [],
    additions: [],
    items: [],
    defaults: inherited,
  }
  if (!folder.files.some(({ path }) => path === 'pack.yaml')) {
    complain(
      book,
      { file: `${folder.id}/pack.yaml`, line: 1, column: 1 },
      {
        code: 'missing_file',
        message: `指标体系“${folder.id}”缺少pack.yaml`,
        remedy: '补上pack.yaml，写明id、version、title',
      },
    )
  }
  for (const { path, roots } of folder.files) readFile(result, path, roots, book)
  return result
}

/** pack.yaml holds the defaults that the items are read with; the others in order of code unit. */
function packFirst({ path: a }: { path: string }, { path: b }: { path: string }): number {
  if (a === 'pack.yaml' || b === 'pack.yaml') return a === b ? 0 : a === 'pack.yaml' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

function readFile(into: FolderYaml, path: string, roots: LocatedNode[], book: Notebook): void {
  const registerFile = /^registers\/[^/]+\.yaml$/.test(path)
  const itemsFile = /^items\/([^/]+)\.yaml$/.exec(path)
  const [root, second] = roots
  if (!root) return
  if (second && !registerFile) {
    complain(book, second, {
      code: 'several_documents',
      message: '这个文件只能有一个YAML文档',
      remedy: '去掉“---”，合成一个文档',
    })
  }
  if (registerFile) {
    for (const document of roots) {
      if (isAddition(document)) into.additions.push(document)
      else into.registers.push(register.read(document, book))
    }
  } else if (itemsFile) into.items.push(...itemsOf(itemsFile[1]!, into.defaults).read(root, book))
  else if (path === 'pack.yaml') {
    into.defaults = layDefaults(into.defaults, root)
    into.pack = packFile.read(completeSet(root, into.defaults), book)
  } else if (path === 'laws.yaml') into.laws = lawsFile.read(root, book)
  else if (path === 'reading.yaml') into.reading = readingFile.read(root, book)
  else if (path === 'report.yaml') into.sections = reportFile.read(root, book)
  else {
    complain(book, root, {
      code: 'unknown_file',
      message: `指标体系里没有“${path}”这种文件`,
      text: path,
      remedy:
        '可用的文件：pack.yaml、laws.yaml、reading.yaml、report.yaml、registers/*.yaml、items/*.yaml、cases/*.yaml、demo/*.yaml',
    })
  }
}
