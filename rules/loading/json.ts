/** JSON text → a located tree: many times faster than YAML, and strict about what JSON.parse lets through. */
import {
  complain,
  excerpt,
  keepsKey,
  type LocatedNode,
  type MapNode,
  type Notebook,
  type Place,
} from './located.ts'
import { deepest } from './yaml.ts'

export const longestJson = 40_000_000

interface Cursor {
  text: string
  at: number
  line: number
  /** Offset of the line's first character. */
  lineStart: number
  file: string
  book: Notebook
}

class SyntaxFault extends Error {
  readonly place: Place
  readonly remedy: string
  constructor(place: Place, message: string, remedy: string) {
    super(message)
    this.place = place
    this.remedy = remedy
  }
}

/** The value of a JSON text; undefined when it is none, and then the notebook says where. */
export function parseJson(text: string, file: string, book: Notebook): LocatedNode | undefined {
  const cursor: Cursor = { text, at: 0, line: 1, lineStart: 0, file, book }
  if (text.length > longestJson) {
    complain(book, place(cursor), {
      code: 'too_large',
      message: `文件过大（${text.length}字），超过${longestJson}字的上限`,
      remedy: '拆成几个文件',
    })
    return undefined
  }
  try {
    const value = readValue(cursor, 0)
    skipSpace(cursor)
    if (cursor.at < text.length) throw fault(cursor, '结尾之后还有内容', '一个文件只写一个JSON值')
    return value
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    complain(book, error.place, {
      code: 'json_syntax',
      message: `不是合法的JSON：${error.message}`,
      text: excerpt(text.slice(cursor.at, cursor.at + 20)),
      remedy: error.remedy,
    })
    return undefined
  }
}

const place = ({ file, line, at, lineStart }: Cursor): Place => ({ file, line, column: at - lineStart + 1 })

const fault = (cursor: Cursor, message: string, remedy: string): SyntaxFault =>
  new SyntaxFault(place(cursor), message, remedy)

function skipSpace(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at)
    if (code === 10) {
      cursor.line++
      cursor.lineStart = cursor.at + 1
    } else if (code !== 32 && code !== 9 && code !== 13) return
    cursor.at++
  }
}

function readValue(cursor: Cursor, depth: number): LocatedNode {
  skipSpace(cursor)
  if (depth > deepest) throw fault(cursor, `嵌套超过${deepest}层`, '把内容写得平一些')
  const here = place(cursor)
  const first = cursor.text[cursor.at]
  if (first === '{') return readMap(cursor, depth, here)
  if (first === '[') return { kind: 'list', items: readItems(cursor, depth), ...here }
  if (first === '"') {
    const value = readString(cursor)
    return { kind: 'scalar', value, source: value, quoted: true, ...here }
  }
  const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y
  word.lastIndex = cursor.at
  const source = word.exec(cursor.text)?.[0]
  if (source === undefined) throw fault(cursor, '此处应当是一个值', '检查逗号、引号和括号；文字要加双引号')
  cursor.at += source.length
  return {
    kind: 'scalar',
    value: JSON.parse(source) as number | boolean | null,
    source,
    quoted: false,
    ...here,
  }
}

function readString(cursor: Cursor): string {
  const { text, at } = cursor
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  const value = end < text.length ? parseString(text.slice(at, end + 1)) : undefined
  if (value === undefined) throw fault(cursor, '文字没有写完，或者含有换行', '用双引号括起来，换行写成\\n')
  cursor.at = end + 1
  return value
}

/** JSON.parse knows every escape, and refuses bare line ends. */
function parseString(source: string): string | undefined {
  try {
    return JSON.parse(source) as string
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** After a member: true at a comma, false at the closing bracket. */
function goesOn(cursor: Cursor, close: string): boolean {
  skipSpace(cursor)
  const next = cursor.text[cursor.at]
  if (next !== ',' && next !== close) throw fault(cursor, `此处应当是逗号或者“${close}”`, '检查逗号和括号')
  cursor.at++
  return next === ','
}

function readItems(cursor: Cursor, depth: number): LocatedNode[] {
  const items: LocatedNode[] = []
  cursor.at++
  skipSpace(cursor)
  if (cursor.text[cursor.at] === ']') {
    cursor.at++
    return items
  }
  do items.push(readValue(cursor, depth + 1))
  while (goesOn(cursor, ']'))
  return items
}

function readMap(cursor: Cursor, depth: number, here: Place): MapNode {
  const entries: MapNode['entries'] = new Map()
  cursor.at++
  skipSpace(cursor)
  if (cursor.text[cursor.at] === '}') {
    cursor.at++
    return { kind: 'map', entries, ...here }
  }
  do {
    skipSpace(cursor)
    const at = place(cursor)
    if (cursor.text[cursor.at] !== '"')
      throw fault(cursor, '此处应当是键名', '键名要加双引号；最后一项后面不写逗号')
    const key = readString(cursor)
    skipSpace(cursor)
    if (cursor.text[cursor.at] !== ':') throw fault(cursor, '键名后面应当是冒号', '写成"键": 值')
    cursor.at++
    const node = readValue(cursor, depth + 1)
    if (keepsKey(key, at, entries, cursor.book)) entries.set(key, { key, at, node })
  } while (goesOn(cursor, '}'))
  return { kind: 'map', entries, ...here }
}
