/** YAML text → located trees, one a document. Nothing clever is let through: no aliases, tags or merge keys. */
import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLError } from 'yaml'
import {
  complain,
  excerpt,
  keepsKey,
  type LocatedNode,
  type MapNode,
  type Notebook,
  type Place,
} from './located.ts'

/** Far more than a register of a year; a larger file is a mistake or an attack. */
export const longestYaml = 4_000_000
export const deepest = 40

const syntax: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '缩进用了制表符，应当用空格',
  MISSING_CHAR: '缺少符号（冒号后要有空格，引号和括号要成对）',
  UNEXPECTED_TOKEN: '此处出现了意外的符号',
  BAD_SCALAR_START: '文字不能以这个符号开头，请加引号',
  MULTILINE_IMPLICIT_KEY: '键不能换行',
  BLOCK_AS_IMPLICIT_KEY: '一行里写了两层“键: 值”，请分行或加引号',
  BLOCK_IN_FLOW: '花括号、方括号里不能用缩进写法',
  BAD_DQ_ESCAPE: '双引号里的转义不对',
  BAD_ALIAS: '引用了不存在的锚点',
  KEY_OVER_1024_CHARS: '键太长',
  TAG_RESOLVE_FAILED: '不支持“!”类型标记',
  RESOURCE_EXHAUSTION: '内容嵌套太深',
}

/** The documents of a YAML text; what is wrong goes into the notebook. */
export function parseYaml(text: string, file: string, book: Notebook): LocatedNode[] {
  const start: Place = { file, line: 1, column: 1 }
  if (text.length > longestYaml) {
    complain(book, start, {
      code: 'too_large',
      message: `文件过大（${text.length}字），超过${longestYaml}字的上限`,
      remedy: '拆成几个文件',
    })
    return []
  }
  const documents = readDocuments(text)
  if (documents === 'too_deep') {
    complain(book, start, {
      code: 'too_deep',
      message: '内容嵌套太深，无法读取',
      remedy: `嵌套不要超过${deepest}层`,
    })
    return []
  }
  const place = placeIn(text, file)
  const roots: LocatedNode[] = []
  for (const document of documents) {
    // What follows the first fault of a document is most often its echo.
    const fault = [...document.errors, ...document.warnings].sort((x, y) => x.pos[0] - y.pos[0])[0]
    if (fault) complainOfSyntax(fault, text, place(fault.pos[0]), book)
    else if (document.contents) roots.push(convert(document.contents, 0, { text, place, book }))
  }
  return roots
}

/** Line and column of an offset. The parser's own counter misses lines after a fault. */
function placeIn(text: string, file: string): (offset: number) => Place {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { file, line: low + 1, column: offset - starts[low]! + 1 }
  }
}

/** A key before a full-width colon. */
const wideColon = /(?:^|[{,-])\s*[\w-]+：/

function complainOfSyntax({ code, pos }: YAMLError, text: string, place: Place, book: Notebook): void {
  const line = lineOf(text, pos[0])
  const reason = /^ *\t/.test(line)
    ? syntax.TAB_AS_INDENT
    : wideColon.test(line)
      ? '键后面的冒号是全角的“：”，应当用半角的“:”，后面空一格'
      : syntax[code]
  complain(book, place, {
    code: code === 'RESOURCE_EXHAUSTION' ? 'too_deep' : 'yaml_syntax',
    message: `不是合法的YAML：${reason ?? '格式有误'}`,
    text: excerpt(line),
    remedy: '检查这一行和上一行的缩进、冒号、引号和括号',
  })
}

function readDocuments(text: string) {
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false })
    return 'empty' in documents ? [] : documents
  } catch (error) {
    // Brackets nested by the thousand overflow the parser's stack.
    if (error instanceof RangeError) return 'too_deep' as const
    throw error
  }
}

const lineOf = (text: string, offset: number): string => {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end < 0 ? undefined : end)
}

interface Conversion {
  text: string
  place: (offset: number) => Place
  book: Notebook
}

function convert(node: Node, depth: number, into: Conversion): LocatedNode {
  const at = into.place(node.range?.[0] ?? 0)
  const nothing: LocatedNode = { kind: 'scalar', value: null, source: '', quoted: false, ...at }
  if (depth > deepest) {
    complain(into.book, at, {
      code: 'too_deep',
      message: `内容嵌套超过${deepest}层`,
      remedy: '把内容写得平一些',
    })
    return nothing
  }
  if (isAlias(node)) {
    complain(into.book, at, {
      code: 'alias',
      message: `不能使用YAML引用“*${node.source}”`,
      text: `*${node.source}`,
      remedy: '把内容直接写出来',
    })
    return nothing
  }
  if ('tag' in node && node.tag) {
    complain(into.book, at, { code: 'tag', message: '不能使用YAML类型标记“!”', remedy: '去掉标记' })
    return nothing
  }
  if (isMap<Node, Node>(node)) return convertMap(node, at, depth, into)
  if (isSeq<Node>(node)) {
    return { kind: 'list', items: node.items.map((item) => convert(item, depth + 1, into)), ...at }
  }
  if (!isScalar(node)) return nothing
  const { value } = node
  const quoted = node.type !== 'PLAIN'
  const source = node.source ?? (value === null ? '' : String(value))
  const plain = typeof value === 'number' || typeof value === 'boolean' || value === null
  const [start, end] = node.range ?? [0, 0]
  const folded = into.text.slice(start, end).includes('\n')
  return {
    kind: 'scalar',
    value: plain ? value : String(value),
    source,
    quoted,
    ...(folded ? { folded } : {}),
    ...at,
  }
}

function convertMap(
  node: { items: { key: Node; value: Node | null }[] },
  at: Place,
  depth: number,
  into: Conversion,
): MapNode {
  const entries: MapNode['entries'] = new Map()
  for (const pair of node.items) {
    const keyAt = into.place(pair.key?.range?.[0] ?? 0)
    if (!isScalar(pair.key)) {
      complain(into.book, keyAt, {
        code: 'key',
        message: '键必须是一个词，不能是列表或结构',
        remedy: '检查花括号和方括号',
      })
      continue
    }
    const key = pair.key.source ?? String(pair.key.value)
    if (key === '<<') {
      complain(into.book, keyAt, {
        code: 'merge_key',
        message: '不能使用YAML合并键“<<”',
        text: key,
        remedy: '把各键直接写出来',
      })
      continue
    }
    if (!keepsKey(key, keyAt, entries, into.book)) continue
    const value: LocatedNode = pair.value
      ? convert(pair.value, depth + 1, into)
      : { kind: 'scalar', value: null, source: '', quoted: false, ...keyAt }
    entries.set(key, { key, at: keyAt, node: value })
  }
  return { kind: 'map', entries, ...at }
}
