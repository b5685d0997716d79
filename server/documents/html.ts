/** A web page → the lines a person reads on it. */
import { createRequire } from 'node:module'
import { AppError } from '../errors.ts'
import { withoutScripts } from './decode.ts'

/** The parser takes a fifth of a second to load, which every command would pay: it is loaded with the first page. */
const require = createRequire(import.meta.url)

/** Parsing costs microseconds a character; a page without its scripts never comes near. */
const longestPage = 2_000_000
/** Published pages nest some tens of elements; beyond this the page is broken or hostile. */
const deepestNesting = 800

const dropped = new Set(
  'head script style noscript template nav footer aside iframe object svg form button select input textarea video audio'.split(
    ' ',
  ),
)
const blockElements = new Set(
  'address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
/** Closed by the next of their kind: many pages never close them, and the parser does not nest them. */
const closedImplicitly = new Set('p li td th tr dt dd option thead tbody tfoot colgroup'.split(' '))

const looksLikeHtml = /^\s*(<!doctype html|<\?xml[^>]*>\s*<!doctype html|<html|<head|<body)/i

/** Whether a file is a web page: by its name, or by how it begins. */
export const isHtml = (text: string, name: string): boolean =>
  /\.html?$/i.test(name) || looksLikeHtml.test(text)

/**
 * The text of a page: one line for each block, `a | b |` for a row of a table; scripts, styles and navigation left out.
 * @throws AppError page_too_complex for a page that is too long or nested too deep
 */
export function htmlToText(html: string, name = '网页'): string {
  const source = withoutScripts(html)
  if (source.length > longestPage) {
    throw new AppError(
      'page_too_complex',
      `${name}：网页去掉脚本后仍有${source.length}字符，超过${longestPage}的上限。请只保留报告正文`,
    )
  }
  checkNesting(source, name)
  const { parseHTML } = require('linkedom') as typeof import('linkedom')
  const { document } = parseHTML(looksLikeHtml.test(source) ? source : `<!doctype html><html><body>${source}`)
  const lines = newLines()
  for (const child of document.childNodes) write(child, lines)
  return `${endLine(lines).done.join('\n')}\n`
}

/** The depth the parser would build, counted in one pass: it would itself take quadratic time over a deep page. */
function checkNesting(source: string, name: string): void {
  const open: string[] = []
  const openByName = new Map<string, number>()
  for (const [, slash, tag] of source.matchAll(/<(\/?)([a-zA-Z][\w:-]*)/g)) {
    const element = tag!.toLowerCase()
    if (voidElements.has(element) || closedImplicitly.has(element)) continue
    if (!slash) {
      open.push(element)
      openByName.set(element, (openByName.get(element) ?? 0) + 1)
      if (open.length > deepestNesting) {
        throw new AppError(
          'page_too_complex',
          `${name}：网页元素嵌套超过${deepestNesting}层，不像正常的网页，没有读取`,
        )
      }
    } else if (openByName.get(element)) {
      for (let closed = open.pop(); closed; closed = open.pop()) {
        openByName.set(closed, openByName.get(closed)! - 1)
        if (closed === element) break
      }
    }
  }
}

interface Lines {
  done: string[]
  current: string
}

const newLines = (): Lines => ({ done: [], current: '' })

function endLine(lines: Lines): Lines {
  const line = lines.current.replace(/\s+/g, ' ').trim()
  if (line !== '') lines.done.push(line)
  lines.current = ''
  return lines
}

function write(node: Node, lines: Lines): void {
  if (node.nodeType === 3) {
    lines.current += node.textContent ?? ''
    return
  }
  if (node.nodeType !== 1) return
  const tag = node.nodeName.toLowerCase()
  if (dropped.has(tag) || (node as Element).getAttribute('role') === 'navigation') return
  if (tag === 'br') endLine(lines)
  else if (tag === 'td' || tag === 'th') writeCell(node, lines)
  else if (blockElements.has(tag)) {
    endLine(lines)
    for (const child of node.childNodes) write(child, lines)
    endLine(lines)
  } else for (const child of node.childNodes) write(child, lines)
}

/** A cell of one line stays in its row; one of several lines lays out a page and stands on its own. */
function writeCell(node: Node, lines: Lines): void {
  const cell = newLines()
  for (const child of node.childNodes) write(child, cell)
  const { done } = endLine(cell)
  if (done.length <= 1) lines.current += ` ${done[0] ?? ''} |`
  else {
    endLine(lines)
    lines.done.push(...done)
  }
}
