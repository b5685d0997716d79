/** Chinese text on a terminal: widths, wrapped paragraphs, tables. Everything here turns strings into lines. */

/**
 * East Asian wide and full-width characters take two columns (Unicode TR 11, the ranges Chinese text uses); the ambiguous
 * ones, such as — and “, take one, as terminals draw them by default.
 */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
const combining = /\p{Mn}|\p{Me}|\p{Cf}/u

/** Columns a character takes. */
function widthOf(character: string): number {
  if (combining.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** Columns a text takes. */
export function width(text: string): number {
  let columns = 0
  for (const character of text) columns += widthOf(character)
  return columns
}

/** Marks that must not begin a line 避头. */
const notFirst = /[，。；：、！？）》”’〕」』】％%,.;:!?)\]]/
/** Marks that must not end one 避尾. */
const notLast = /[（《“‘〔「『【([]$/

/** Lines of at most so many columns; Chinese breaks anywhere, words and figures stay whole where they fit. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    let used = 0
    for (const [piece] of paragraph.matchAll(/[\w.\-/%+]+|[\s\S]/gu)) {
      const size = width(piece)
      if (used + size > columns && line !== '' && !notFirst.test(piece)) {
        const carried = notLast.test(line) && line.length > 1 ? line.slice(-1) : ''
        lines.push(line.slice(0, line.length - carried.length).trimEnd())
        line = carried
        used = width(carried)
        if (piece === ' ') continue
      }
      if (size > columns) {
        for (const part of chop(piece, columns)) {
          if (line !== '') lines.push(line)
          line = part
        }
        used = width(line)
        continue
      }
      line += piece
      used += size
    }
    lines.push(line.trimEnd())
  }
  return lines
}

function chop(word: string, columns: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (width(part) + widthOf(character) > columns && part !== '') {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)))
export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(text))) + text

export interface Column {
  title: string
  /** Figures stand to the right. */
  right?: boolean
  /** This column takes the room that is left and wraps. */
  wide?: boolean
}

/**
 * A three-line table no wider than the terminal; wide columns share the room that the others leave. A note stands under
 * its row over the whole width.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  room: number,
  notes: readonly string[] = [],
): string[] {
  const natural = columns.map((column, index) =>
    Math.max(width(column.title), ...rows.map((row) => width(row[index] ?? ''))),
  )
  const widths = fit(columns, natural, room - 2 * (columns.length - 1))
  const bare = widths.reduce((sum, size) => sum + size, 0) + 2 * (columns.length - 1)
  const total = notes.length > 0 ? Math.max(bare, Math.min(room, 100)) : bare
  const indent = ' '.repeat(6)
  const draw = (cells: readonly string[]): string[] => {
    const wrapped = columns.map((_, index) => wrap(cells[index] ?? '', widths[index]!))
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, index) => {
          const text = wrapped[index]![line] ?? ''
          return column.right ? padStart(text, widths[index]!) : padEnd(text, widths[index]!)
        })
        .join('  ')
        .trimEnd(),
    )
  }
  const thick = '━'.repeat(total)
  const thin = '─'.repeat(total)
  const note = (text: string | undefined): string[] =>
    text ? wrap(text, total - indent.length).map((line) => indent + line) : []
  const body = rows.flatMap((row, index) => [...draw(row), ...note(notes[index])])
  return [thick, ...draw(columns.map((column) => column.title)), thin, ...body, thick]
}

const narrowest = 8

function fit(columns: readonly Column[], natural: readonly number[], room: number): number[] {
  const needed = natural.reduce((sum, size) => sum + size, 0)
  if (needed <= room) return [...natural]
  const flexible = columns.flatMap((column, index) => (column.wide ? [index] : []))
  const fixed = natural.reduce((sum, size, index) => (columns[index]!.wide ? sum : sum + size), 0)
  const widths = [...natural]
  let left = Math.max(room - fixed, narrowest * flexible.length)
  // The short ones first: what they do not need goes to the long ones.
  const bySize = [...flexible].sort((a, b) => natural[a]! - natural[b]!)
  for (const [done, index] of bySize.entries()) {
    const share = Math.floor(left / (bySize.length - done))
    widths[index] = Math.max(narrowest, Math.min(natural[index]!, share))
    left -= widths[index]!
  }
  return widths
}

/** Columns of the terminal standing at the other end; a file or a pipe gets a line that prints well. */
export function terminalColumns(stream: { isTTY?: boolean; columns?: number } = process.stdout): number {
  const told = Number(process.env.COLUMNS)
  const columns = stream.isTTY && stream.columns ? stream.columns : told > 0 ? told : 100
  return Math.max(40, Math.min(columns, 160))
}
