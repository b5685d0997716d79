/** The files of one pack folder, read by their names. */
import type { Law, ReadingWords, Register, ReportSection } from '../pack.ts'
import { itemsOf, type PlacedItem } from './items-yaml.ts'
import { complain, type LocatedNode, type Notebook } from './located.ts'
import { lawsFile, type PackYaml, packFile, readingFile, reportFile } from './pack-yaml.ts'
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
  items: PlacedItem[]
}

/** Other YAML that lives in a pack folder and is read by others: worked cases, sample counties, the calendar. */
const elsewhere = /^(cases|demo)\/|^calendar\.yaml$/

export function readFolder(folder: PackFolder, book: Notebook): FolderYaml {
  const result: FolderYaml = {
    id: folder.id,
    pack: packFile.blank,
    laws: [],
    reading: null,
    sections: null,
    registers: [],
    items: [],
  }
  const files = folder.files
    .filter(({ path }) => path.endsWith('.yaml') && !elsewhere.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  if (!files.some(({ path }) => path === 'pack.yaml')) {
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
  for (const { path, text } of files)
    readFile(result, path, parseYaml(text, `${folder.id}/${path}`, book), book)
  return result
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
  if (registerFile) into.registers.push(...roots.map((document) => register.read(document, book)))
  else if (itemsFile) into.items.push(...itemsOf(itemsFile[1]!).read(root, book))
  else if (path === 'pack.yaml') into.pack = packFile.read(root, book)
  else if (path === 'laws.yaml') into.laws = lawsFile.read(root, book)
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
