/** Lines of a text and their numbering. */
import { placesOf } from './text.ts'

export interface Line {
  start: number
  end: number
  /** 1 for 一、 and A, 2 for (一), 3 for 1. and A1, 4 for (1); 0 for plain text. */
  level: number
  /** Where the heading of a numbered line ends: at its first full stop, else at the line's end. */
  headingEnd: number
}

const levels: readonly [RegExp, number][] = [
  [/^[一二三四五六七八九十]{1,3}[、.,]/, 1],
  [/^第[一二三四五六七八九十]{1,3}(?:部分|章)/, 1],
  [/^[A-Z](?:[、.] ?| {1,2})(?=[\u4e00-\u9fff]|20\d{2}年)/, 1],
  [/^[A-Z]\d{1,2}[、. ]/, 3],
  [/^\([一二三四五六七八九十]{1,3}\)/, 2],
  [/^\d{1,2}[.、](?!\d)/, 3],
  [/^\d{1,2}[.、](?=20\d{2}年)/, 3],
  [/^\(\d{1,2}\)/, 4],
]
/** A longer first sentence of a numbered line is prose. */
export const longestHeading = 60

const levelOf = (normal: string, at: number): number => {
  const head = normal.slice(at, at + 12)
  return levels.find(([pattern]) => pattern.test(head))?.[1] ?? 0
}

/** A short line behind a sign of its own, as web pages set their headings: ▍基本面, ◆ 明年打算. */
const isMarked = (line: string): boolean => /^[▍▌▎■◆◇★☆●◎] ?[^。,;:!?、]{2,20}$/.test(line)

/** Pages pasted as one line keep their headings behind blanks: a blank before 一、 or (一) ends a line there. */
const breaksIn = (normal: string, start: number, end: number): number[] => {
  const found: number[] = []
  for (const at of placesOf(normal, ' ', start, end)) {
    if (normal[at + 1] === ' ') continue
    const level = levelOf(normal, at + 1)
    if (level === 1 || level === 2) found.push(at)
    else if (
      found.length === 0 &&
      at - start <= longestHeading &&
      /法治.*(?:报告|情况|总结)$/.test(normal.slice(start, at))
    )
      found.push(at)
  }
  return found
}

/** The lines that hold text, with their numbering. */
export const splitLines = (normal: string): Line[] => {
  const lines: Line[] = []
  const add = (from: number, to: number): void => {
    let start = from
    let end = to
    while (start < end && /[\s#]/.test(normal[start]!)) start++
    while (end > start && /\s/.test(normal[end - 1]!)) end--
    if (end === start) return
    const level = levelOf(normal, start) || (end - start < 24 && isMarked(normal.slice(start, end)) ? 1 : 0)
    const stop = level === 0 ? -1 : normal.slice(start, start + longestHeading).indexOf('。')
    lines.push({ start, end, level, headingEnd: stop < 0 ? end : Math.min(end, start + stop) })
  }
  for (let from = 0; from <= normal.length; ) {
    let to = normal.indexOf('\n', from)
    if (to < 0) to = normal.length
    let start = from
    for (const at of breaksIn(normal, from, to)) {
      add(start, at)
      start = at + 1
    }
    add(start, to)
    from = to + 1
  }
  return lines
}
