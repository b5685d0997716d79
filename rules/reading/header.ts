/** The metadata block over a report: labels and values, in the forms pages print them. */
import { headerLabels, shyLabels } from './lexicon.ts'
import type { Line } from './lines.ts'
import { createLexicon } from './text.ts'

export interface HeaderField {
  label: string
  value: string | null
  start: number
  end: number
}

const longestHeaderLine = 1500

const labelLexicon = createLexicon(headerLabels)
const shy = new Set(shyLabels)

/** Header fields of one line: `标签:值`, `[标签]值`, `| 标签 | 值 |` and `标签 值` before a date. */
export const readHeader = (normal: string, line: Line): HeaderField[] => {
  if (line.end - line.start > longestHeaderLine) return []
  const fields: { label: string; from: number; after: number }[] = []
  const piped = normal.slice(line.start, line.end).includes('|')
  for (let at = line.start; at < line.end; ) {
    const previous = at === line.start ? '|' : normal[at - 1]!
    const found = /[|\s[\]【】]/.test(previous) ? labelAt(normal, at, line.end, piped) : null
    if (found) {
      fields.push({ label: found.label, from: at, after: found.after })
      at = found.after
    } else at++
  }
  if (fields.length === 0 || (!piped && fields[0]!.from > line.start + 20)) return []
  return fields.map((field, index) => {
    const to = fields[index + 1]?.from ?? line.end
    const raw = normal.slice(field.after, to).replace(/[|【[]+\s*$/g, '')
    const value = raw.replace(/\|/g, ' ').trim()
    return { label: field.label, value: value === '' ? null : value, start: field.from, end: to }
  })
}

/** A label at `at`, blanks inside allowed (索 引 号), with its closing mark. */
const labelAt = (
  normal: string,
  at: number,
  end: number,
  piped: boolean,
): { label: string; after: number } | null => {
  if (/[\s|[【]/.test(normal[at]!)) return null
  let compact = ''
  const offsets: number[] = []
  for (let to = at; to < end && compact.length < 8; to++) {
    const char = normal[to]!
    if (char === ' ') continue
    if (/[:|\]】[【]/.test(char)) break
    compact += char
    offsets.push(to + 1)
  }
  const label = labelLexicon.longest(compact, 0, compact.length)
  if (label === null) {
    // In a table of cells any short text before a colon is a label.
    const colon = offsets.at(-1)
    const close = colon === undefined ? -1 : normal.slice(colon, colon + 2).search(/:/)
    if (!piped || colon === undefined || close < 0 || compact.length > 7 || /\d/.test(compact)) return null
    return { label: compact, after: colon + close + 1 }
  }
  let after = offsets[label.length - 1]!
  while (normal[after] === ' ') after++
  const mark = normal[after] ?? ''
  if (/[:\]】]/.test(mark)) {
    after++
    if (normal[after] === ':') after++
    return { label, after }
  }
  if (mark === '|' && piped) return { label, after: after + 1 }
  const dated = /^\d{4}[-年./]/.test(normal.slice(after, after + 5))
  return dated && (shy.has(label) || /日期|时间/.test(label)) ? { label, after } : null
}
