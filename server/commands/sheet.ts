/** A sheet is what a command shows: headings, paragraphs, tables. It is drawn for a terminal or as Markdown. */
import { markdownText } from '../markdown.ts'
import { type Column, table as drawTable, padEnd, width, wrap } from '../terminal.ts'

export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'fields'; fields: [string, string][] }
  | { kind: 'list'; items: string[] }
  | {
      kind: 'table'
      columns: Column[]
      rows: string[][]
      /** A long text for each row: under it on a terminal, a last column in Markdown. */
      notes?: { title: string; texts: string[] }
    }

export type Sheet = Part[]

/** Lines for a terminal so many columns wide. */
export const drawTerminal = (sheet: Sheet, columns: number): string =>
  `${sheet.flatMap((part, index) => drawPart(part, columns, index === 0)).join('\n')}\n`

function drawPart(part: Part, columns: number, first: boolean): string[] {
  switch (part.kind) {
    case 'heading':
      return [...(first ? [] : ['']), `【${part.text}】`]
    case 'text':
      return wrap(part.text, columns)
    case 'list':
      return part.items.flatMap((item) => hang('- ', item, columns))
    case 'fields': {
      const label = Math.max(...part.fields.map(([name]) => width(name)))
      return part.fields.flatMap(([name, value]) => hang(`${padEnd(name, label)}  `, value, columns))
    }
    case 'table':
      return drawTable(part.columns, part.rows, columns, part.notes?.texts)
  }
}

function hang(lead: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(width(lead))
  return wrap(text, columns - width(lead)).map((line, index) => (index === 0 ? lead : indent) + line)
}

/** The same as Markdown. */
export const drawMarkdown = (sheet: Sheet): string => `${sheet.map(markPart).join('\n\n')}\n`

function markPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `## ${markdownText(part.text)}`
    case 'text':
      return markdownText(part.text)
    case 'list':
      return part.items.map((item) => `- ${markdownText(item)}`).join('\n')
    case 'fields':
      return part.fields
        .map(([name, value]) => `- **${markdownText(name)}**：${markdownText(value)}`)
        .join('\n')
    case 'table': {
      const { notes } = part
      const columns = notes ? [...part.columns, { title: notes.title }] : part.columns
      const rows = notes ? part.rows.map((row, index) => [...row, notes.texts[index] ?? '']) : part.rows
      const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`
      const rule = `| ${columns.map((column) => (column.right ? '---:' : '---')).join(' | ')} |`
      return [line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n')
    }
  }
}
