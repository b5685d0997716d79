/** A table as text, cells parted by commas, semicolons or tabs → its rows. */
import type { GridCell } from './grid.ts'

/**
 * The separator that most of the first lines hold, quoted texts left out. Texts hold commas and semicolons too, but not
 * every line does; a Chinese comma parts cells only where nothing else parts as many lines.
 */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split('\n', 20)
  const linesWith = (mark: string) => lines.filter((line) => line.includes(mark)).length
  const count = (mark: string) => lines.reduce((sum, line) => sum + line.split(mark).length - 1, 0)
  const first = [',', '\t', ';'].reduce((best, mark) => {
    const more = linesWith(mark) - linesWith(best)
    return more > 0 || (more === 0 && count(mark) > count(best)) ? mark : best
  })
  return linesWith('，') > linesWith(first) ? '，' : first
}

/** Rows of a CSV text; a quoted cell may hold separators, line ends and doubled quotes. */
export function csvRows(text: string): GridCell[][] {
  const separator = separatorOf(text)
  const rows: GridCell[][] = []
  let row: GridCell[] = []
  let at = 0
  const end = text.length
  while (at < end) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const quote = text.indexOf('"', at)
        if (quote < 0) {
          cell += text.slice(at)
          at = end
          break
        }
        cell += text.slice(at, quote)
        at = quote + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
      }
    }
    const next = nextOf(text, at, separator)
    cell += text.slice(at, next)
    row.push(cell === '' ? null : cell)
    at = next + 1
    if (next >= end || text[next] === '\n') {
      rows.push(row)
      row = []
    } else if (at >= end) {
      row.push(null)
    }
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function nextOf(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === separator || text[at] === '\n') return at
  return text.length
}
