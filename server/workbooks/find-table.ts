/** Where in a sheet the table stands: its header among titles and notes, its rows among totals and examples. */

import { cellText, type Grid, type GridCell } from './grid.ts'
import { bareHeader, likeness } from './header-words.ts'
import { type Merged, mergedCells } from './merged-cells.ts'
import { errorsHeader } from './own-workbook.ts'
import { kindOfRow, type SkipReason } from './row-kinds.ts'

export interface TableColumn {
  column: number
  /** As the sheet shows it, the lines of a header from top to bottom. */
  header: string
  /** What stands above the table, and the notes below it: the year, the unit of its amounts. */
  above: string
  below: string
  /** What it is compared by: all lines together, and the lowest alone. */
  bare: string[]
  /** The first cells that hold something. */
  samples: GridCell[]
}

export interface TableRow {
  row: number
  /** By column, cells merged downwards filled. */
  cells: GridCell[]
}

export interface SkippedRow {
  row: number
  why: SkipReason
  text: string
}

export interface Table {
  /** First and last row of the header. */
  header: { top: number; bottom: number }
  /** What stands above it. */
  title: string
  columns: TableColumn[]
  rows: TableRow[]
  skipped: SkippedRow[]
}

export interface TableOptions {
  /** Bare headers that are looked for. */
  known: readonly string[]
  takeHidden: boolean
}

/** A header stands in the first lines of a sheet; further down only data look like one. */
const deepestHeader = 40
const highestHeader = 3
const mostSamples = 40

/** The table of a sheet; null where nothing looks like a header with something below it. */
export function findTable(grid: Grid, options: TableOptions): Table | null {
  const merged = mergedCells(grid)
  const named = bestLikeness(options.known)
  let best: { top: number; height: number; score: number } | undefined
  for (let top = 0; top < Math.min(grid.rows.length, deepestHeader); top++) {
    for (let height = 1; height <= highestHeader && top + height <= grid.rows.length; height++) {
      const score = headerScore(grid, merged, { top, height }, { named, atLeast: best?.score ?? 0 })
      if (score > (best?.score ?? 0) + 0.01) best = { top, height, score }
    }
  }
  return best ? readTable(grid, merged, best, options) : null
}

const headerCell = (grid: Grid, merged: Merged, row: number, column: number): GridCell =>
  merged.origin(row, column) ?? grid.rows[row]?.[column] ?? null

const widthOf = (grid: Grid, top: number, height: number): number =>
  Math.max(...grid.rows.slice(top, top + height).map((row) => row.length))

/** The lines of each column's header, a cell that spans several lines once. */
function headerLines(grid: Grid, merged: Merged, top: number, height: number): string[][] {
  return Array.from({ length: widthOf(grid, top, height) }, (_, column) => {
    const lines: string[] = []
    for (let row = top; row < top + height; row++) {
      const text = cellText(headerCell(grid, merged, row, column))
      if (text !== '' && text !== lines.at(-1)) lines.push(text)
    }
    return lines
  })
}

const bareForms = (lines: readonly string[]): string[] => {
  const forms = [lines.join(''), lines.at(-1) ?? ''].map(bareHeader)
  return [...new Set(forms)].filter((form) => form !== '')
}

const looksLikeData = (text: string): boolean =>
  text.length > 30 ||
  /^[\d.,%\-/年月日: ]+$/.test(text.normalize('NFKC')) ||
  /[:：]\s*\S/.test(text.replace(/[（(][^（()）]*[)）]/g, ''))

/** How alike a text is to the word it is most alike; texts come again with each height a header may have. */
function bestLikeness(known: readonly string[]): (text: string) => number {
  const words = new Set(known)
  const best = new Map<string, number>()
  return (text) => {
    let found = best.get(text)
    if (found === undefined) {
      found = words.has(text) ? 1 : known.reduce((most, word) => Math.max(most, likeness(text, word)), 0)
      best.set(text, found)
    }
    return found
  }
}

/** Higher for lines that name columns, with the pack's words for choice; 0 for what cannot be a header. */
function headerScore(
  grid: Grid,
  merged: Merged,
  { top, height }: { top: number; height: number },
  { named, atLeast }: { named: (text: string) => number; atLeast: number },
): number {
  const rowTexts = grid.rows.slice(top, top + height).map((row) => row.map(cellText).filter(Boolean))
  if (rowTexts.some((texts) => texts.length === 0)) return 0
  const columns = headerLines(grid, merged, top, height).filter((lines) => lines.length > 0)
  const distinct = new Set(columns.map((lines) => lines.join('\n')))
  // A title merged over the sheet is one text, however many columns it spans.
  if (distinct.size < 2) return 0
  if (height > 1 && isTitle(grid, merged, top)) return 0
  if (cutsMerged(grid, merged, top, height)) return 0
  const data = rowTexts.flat().filter(looksLikeData).length
  const plain = 0.1 * distinct.size - data * 1.2 - 0.2 * (height - 1)
  if (plain + columns.length <= atLeast) return 0
  const names = columns.reduce((sum, lines) => {
    const best = Math.max(0, ...bareForms(lines).map(named))
    return sum + (best >= 0.6 ? best : 0)
  }, 0)
  return names + plain
}

/** One text over all columns says what the sheet is of, not what a column is. */
function isTitle(grid: Grid, merged: Merged, row: number): boolean {
  const texts = headerLines(grid, merged, row, 1).flat()
  return new Set(texts).size === 1 && (texts.length >= 3 || merged.wide(row) >= 3)
}

/** Cells merged downwards reach as far as their header does: lines that end within them are half of it. */
function cutsMerged(grid: Grid, merged: Merged, top: number, height: number): boolean {
  // A tall line of a header has nothing below it but the rest of its cells.
  if (!grid.rows[top + height]?.some((cell) => cellText(cell) !== '')) return false
  let cut = 0
  for (let row = top; row < top + height; row++)
    for (const [column, cell] of grid.rows[row]!.entries())
      if (cellText(cell) !== '' && merged.bottom(row, column) >= top + height) cut++
  return cut >= 2
}

function readTable(
  grid: Grid,
  merged: Merged,
  { top, height }: { top: number; height: number },
  { takeHidden }: TableOptions,
): Table {
  const lines = headerLines(grid, merged, top, height)
  const bottom = top + height - 1
  const width = grid.rows.slice(top).reduce((most, row) => Math.max(most, row.length), lines.length)
  const hidden = new Set(takeHidden ? [] : grid.hiddenRows)
  const rows: TableRow[] = []
  const skipped: SkippedRow[] = []
  const headers = Array.from({ length: width }, (_, column) => (lines[column] ?? []).join(' '))
  for (let row = bottom + 1; row < grid.rows.length; row++) {
    const own = grid.rows[row]!
    const text = own.map(cellText).filter(Boolean).join(' ')
    if (text === '') continue
    const why = hidden.has(row)
      ? 'hidden'
      : kindOfRow(own, { headers, lines, wide: merged.wide(row), first: row === bottom + 1 })
    if (why !== null) skipped.push({ row, why, text: text.slice(0, 120) })
    else rows.push({ row, cells: filledRow(own, merged, row, rows.at(-1)?.cells, width) })
  }
  const above = titleAbove(grid, top)
  const below = skipped.flatMap(({ why, text }) => (why === 'note' ? [text] : [])).join('\n')
  const columns = headers.flatMap((header, column): TableColumn[] => {
    if (header === errorsHeader) return []
    const samples: GridCell[] = []
    for (const { cells } of rows) {
      const cell = cells[column] ?? null
      if (cell !== null) samples.push(cell)
      if (samples.length >= mostSamples) break
    }
    if (header === '' && samples.length === 0) return []
    return [{ column, header, above, below, bare: bareForms(lines[column] ?? []), samples }]
  })
  return { header: { top, bottom }, title: above, columns, rows, skipped }
}

const ditto = /^(同上|〃|″|"|''|“|”|同前)$/

/** Cells merged downwards hold their value in the first row only; 同上 says the same in words. */
function filledRow(
  own: readonly GridCell[],
  merged: Merged,
  row: number,
  above: readonly GridCell[] | undefined,
  width: number,
): GridCell[] {
  return Array.from({ length: width }, (_, column) => {
    const cell = own[column] ?? merged.above(row, column) ?? null
    return typeof cell === 'string' && ditto.test(cell.trim()) ? (above?.[column] ?? null) : cell
  })
}

const titleAbove = (grid: Grid, top: number): string =>
  grid.rows
    .slice(0, top)
    .map((row) => row.map(cellText).filter(Boolean).join(' '))
    .filter(Boolean)
    .join('\n')
    .slice(0, 500)
