/** A document as blocks, written as Markdown or as a web page that prints on A4 and needs no other file. */
import { markdownText } from '../markdown.ts'

export interface BlockColumn {
  title: string
  /** Numbers, at the right end. */
  right?: boolean
  /** Short words that are not broken. */
  narrow?: boolean
}

export type Block =
  | { kind: 'title'; text: string; under: string[] }
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; columns: BlockColumn[]; rows: string[][] }
  /** What is said of one thing; an entry with several lines is a list. */
  | { kind: 'fields'; fields: [string, string | string[]][] }
  | { kind: 'signatures'; names: string[] }

// --- Markdown ------------------------------------------------------------------------------------------------------

/** The blocks as Markdown. */
export const blocksMarkdown = (blocks: readonly Block[]): string =>
  `${blocks.map(markBlock).filter(Boolean).join('\n\n')}\n`

function markBlock(block: Block): string {
  switch (block.kind) {
    case 'title':
      return [`# ${markdownText(block.text)}`, ...block.under.map(markdownText)].join('\n\n')
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownText(block.text)}`
    case 'text':
      return markdownText(block.text)
    case 'list':
      return block.items.map((item) => `- ${markdownText(item)}`).join('\n')
    case 'fields':
      return block.fields
        .map(([name, value]) =>
          typeof value === 'string'
            ? `- **${markdownText(name)}**：${markdownText(value)}`
            : [`- **${markdownText(name)}**：`, ...value.map((line) => `  - ${markdownText(line)}`)].join(
                '\n',
              ),
        )
        .join('\n')
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`
      const rule = `| ${block.columns.map(({ right }) => (right ? '---:' : '---')).join(' | ')} |`
      return [line(block.columns.map(({ title }) => title)), rule, ...block.rows.map(line)].join('\n')
    }
    case 'signatures':
      return block.names.map((name) => `${markdownText(name)}：`).join('　　　　')
  }
}

// --- HTML ----------------------------------------------------------------------------------------------------------

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => escapes[mark]!)

const style = `
@page { size: A4; margin: 20mm 18mm }
* { box-sizing: border-box }
body { max-width: 180mm; margin: 0 auto; padding: 12mm 4mm; color: #111; background: #fff;
  font: 15px/1.7 "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif }
h1 { text-align: center; font-size: 26px; line-height: 1.4; margin: 0 0 6px }
.under { text-align: center; margin: 0 0 4px }
h2 { font-size: 20px; border-bottom: 2px solid #111; padding-bottom: 2px; margin: 34px 0 12px }
h3 { font-size: 16px; margin: 22px 0 6px }
h2, h3 { break-after: avoid; line-height: 1.4 }
p { margin: 6px 0 }
ul { margin: 4px 0; padding-left: 1.4em }
table { border-collapse: collapse; width: 100%; margin: 8px 0; line-height: 1.5 }
th, td { border: 1px solid #999; padding: 3px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere }
thead th { white-space: nowrap }
thead th { background: #f0f0f0 }
tr { break-inside: avoid }
.right { text-align: right }
.right, .narrow { white-space: nowrap }
.fields th { width: 6.5em; font-weight: 600; background: #fafafa; white-space: nowrap }
.fields ul { margin: 0; padding-left: 1.2em }
.signatures { display: flex; justify-content: space-between; margin-top: 60px }
.signatures span { min-width: 8em }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt } }
`

/** The blocks as a web page. */
export const blocksHtml = (title: string, blocks: readonly Block[]): string =>
  `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${blocks.map(drawBlock).filter(Boolean).join('\n')}
</body>
</html>
`

const items = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'title':
      return [
        `<h1>${escaped(block.text)}</h1>`,
        ...block.under.map((line) => `<p class="under">${escaped(line)}</p>`),
      ].join('\n')
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case 'text':
      return `<p>${escaped(block.text)}</p>`
    case 'list':
      return items(block.items)
    case 'fields':
      return `<table class="fields"><tbody>${block.fields
        .map(
          ([name, value]) =>
            `<tr><th scope="row">${escaped(name)}</th><td>${typeof value === 'string' ? escaped(value) : items(value)}</td></tr>`,
        )
        .join('\n')}</tbody></table>`
    case 'table': {
      const cell = (tag: 'th' | 'td', text: string, { right, narrow }: Partial<BlockColumn> = {}) => {
        const look = right ? ' class="right"' : narrow ? ' class="narrow"' : ''
        return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${look}>${escaped(text)}</${tag}>`
      }
      const head = block.columns.map((column) => cell('th', column.title, column)).join('')
      const body = block.rows.map(
        (row) => `<tr>${row.map((text, at) => cell('td', text, block.columns[at])).join('')}</tr>`,
      )
      return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
    }
    case 'signatures':
      return `<div class="signatures">${block.names.map((name) => `<span>${escaped(name)}：</span>`).join('')}</div>`
  }
}
