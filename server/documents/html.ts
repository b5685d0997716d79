/** A web page → the lines a person reads on it. */
import { Parser } from 'htmlparser2'
import { AppError } from '../errors.ts'
import { withoutScripts } from './decode.ts'

/** Parsing costs microseconds a character; a page without its scripts never comes near. */
const longestPage = 4_000_000
/** Published pages nest some tens of elements; beyond this the page is broken or hostile, and parsing turns quadratic. */
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
  const page = newPage(name)
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => openElement(page, tag, attributes.role === 'navigation'),
      ontext: (text) => {
        if (page.skippedFrom === null) linesOf(page).current += text
      },
      onclosetag: (tag) => closeElement(page, tag),
    },
    { decodeEntities: true },
  )
  parser.write(source)
  // Closes what the page left open.
  parser.end()
  return `${endLine(linesOf(page)).done.join('\n')}\n`
}

interface Lines {
  done: string[]
  current: string
}

/** Where the parser stands. The text is written as it comes: no tree is built that could be too deep to walk. */
interface Page {
  name: string
  depth: number
  /** Depth of the outermost open element whose text is left out. */
  skippedFrom: number | null
  /** Lines of the page, and of each open cell of a table within. */
  lines: Lines[]
}

const newLines = (): Lines => ({ done: [], current: '' })

const newPage = (name: string): Page => ({ name, depth: 0, skippedFrom: null, lines: [newLines()] })

const linesOf = (page: Page): Lines => page.lines.at(-1)!

function endLine(lines: Lines): Lines {
  const line = lines.current.replace(/\s+/g, ' ').trim()
  if (line !== '') lines.done.push(line)
  lines.current = ''
  return lines
}

const isCell = (tag: string): boolean => tag === 'td' || tag === 'th'

function openElement(page: Page, tag: string, navigation: boolean): void {
  page.depth++
  if (page.depth > deepestNesting) {
    throw new AppError(
      'page_too_complex',
      `${page.name}：网页元素嵌套超过${deepestNesting}层，不像正常的网页，没有读取`,
    )
  }
  if (page.skippedFrom !== null) return
  if (navigation || dropped.has(tag)) page.skippedFrom = page.depth
  else if (isCell(tag)) page.lines.push(newLines())
  else if (tag === 'br' || blockElements.has(tag)) endLine(linesOf(page))
}

function closeElement(page: Page, tag: string): void {
  const { skippedFrom } = page
  if (skippedFrom === page.depth) page.skippedFrom = null
  page.depth--
  if (skippedFrom !== null) return
  if (isCell(tag)) writeCell(page)
  else if (blockElements.has(tag)) endLine(linesOf(page))
}

/** A cell of one line stays in its row; one of several lines lays out a page and stands on its own. */
function writeCell(page: Page): void {
  const { done } = endLine(page.lines.pop()!)
  const row = linesOf(page)
  if (done.length <= 1) row.current += ` ${done[0] ?? ''} |`
  else {
    endLine(row)
    for (const line of done) row.done.push(line)
  }
}
