/** The shape of a text: header, title, organisation, year, sections, and what kind of text it is. */
import type { DocumentView } from '../assessment.ts'
import type { ReportSection } from '../pack.ts'
import { type HeaderField, readHeader } from './header.ts'
import {
  bareYearIn,
  countyPlace,
  findPlace,
  findPlaceInText,
  isOffice,
  isTitle,
  judgeKind,
  yearIn,
} from './kind.ts'
import { type Line, longestHeading, splitLines } from './lines.ts'
import { normalise } from './text.ts'

/** Lines at the top among which header fields and the title are looked for. */
const topLines = 16

/** A document with UTF-16 offsets; claims.ts turns them into code points. */
export interface Outline {
  text: string
  normal: string
  lines: Line[]
  /** First line of the body, after header and title. */
  bodyFrom: number
  title: string | null
  organisation: string | null
  kind: string
  /** Why the text is refused. */
  refusal: string | null
  year: number | null
  header: HeaderField[]
  sections: FoundSection[]
  shortcomings: { text: string; start: number; end: number }[]
  plans: { heading: string; start: number; end: number }[]
}

const headingMatches = (heading: string, section: ReportSection): boolean =>
  section.headings.length > 0 &&
  section.headings.every((group) => group.some((word) => heading.includes(normalise(word))))

/** 2026年目标, 9.2025年, 明年任务: a part that is named by a later year is the plan, whatever its noun. */
const namesLaterYear = (heading: string, year: number | null): boolean => {
  if (heading.length > longestYearHeading || /日$/.test(heading)) return false
  if (
    /^[^\u4e00-\u9fff]{0,4}[一二三四五六七八九十]{0,3}[、.)]?(?:关于)?(?:明年|下一年度?|下年度|来年|下一步|下步)/.test(
      heading,
    )
  )
    return true
  const named =
    /^[^\u4e00-\u9fffA-Z\d(]{0,3}(?:[一二三四五六七八九十\dA-Z]{1,3}[、., ]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|章))?\s*(?:关于)?(20\d{2})年/.exec(
      heading,
    )
  return named !== null && year !== null && Number(named[1]) > year
}
/** 目标, 计划 alone say so too; a longer heading speaks of what was done by plan. */
const isPlanWord = (heading: string): boolean =>
  /^[^\u4e00-\u9fff]*[一二三四五六七八九十]{0,3}[、.)]?(?:工作)?(?:目标|计划|安排|打算|努力方向|下步|下一步)(?:任务|工作|考虑)?$/.test(
    heading,
  )
const longestYearHeading = 24

/** Later parts tell themselves by a word; the first part goes by many names, so it is tried last. */
const sectionOf = (
  heading: string,
  sections: readonly ReportSection[],
  year: number | null,
): ReportSection | null => {
  if (namesLaterYear(heading, year) || isPlanWord(heading)) {
    const plan = sections.find(({ status }) => status === 'plan')
    if (plan) return plan
  }
  const order = ['shortcoming', 'plan', 'other', 'result']
  const sorted = [...sections].sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.headings.length - a.headings.length,
  )
  return sorted.find((section) => headingMatches(heading, section)) ?? null
}

const ordinalOnly = /^[一二三四五六七八九十]{1,2}是/

/** The points a section makes: its (一)(二)…, else 1. 2. …, else 一是 二是, else its paragraphs. */
const pointsOf = (normal: string, lines: Line[]): { start: number; end: number; headingEnd: number }[] => {
  for (const level of [2, 3, 4]) {
    const marked = lines.filter((line) => line.level === level)
    if (marked.length > 0) {
      const points: { start: number; end: number; headingEnd: number }[] = []
      let open = false
      for (const line of lines) {
        if (line.level === level)
          points.push({ start: line.start, end: line.end, headingEnd: line.headingEnd })
        else if (open && (line.level === 0 || line.level > level)) points.at(-1)!.end = line.end
        open = points.length > 0 && (line.level === 0 || line.level >= level)
      }
      return points
    }
  }
  const spoken: { start: number; end: number; headingEnd: number }[] = []
  for (const line of lines) {
    const marks: number[] = []
    for (const match of normal
      .slice(line.start, line.end)
      .matchAll(/(?:^|[。;:,])\s*[一二三四五六七八九十]{1,2}是/g)) {
      marks.push(
        line.start +
          match.index +
          (ordinalOnly.test(match[0]) ? 0 : match[0].search(/[一二三四五六七八九十]/)),
      )
    }
    marks.forEach((start, index) => {
      const end = marks[index + 1] ?? line.end
      const stop = normal.slice(start, end).search(/[。;]/)
      spoken.push({ start, end, headingEnd: stop < 0 ? end : start + stop })
    })
  }
  if (spoken.length > 0) return spoken
  return lines.map((line) => {
    const stop = normal.slice(line.start, line.end).indexOf('。')
    return { start: line.start, end: line.end, headingEnd: stop < 0 ? line.end : line.start + stop }
  })
}

/** What is lacking and what comes next stand here. */
const closingLength = 900

interface FoundSection {
  section: ReportSection | null
  kind: string
  heading: string
  start: number
  end: number
  headingEnd: number
  /** Its lines, as a slice of all. */
  body: [number, number]
}

/** A short line without marks, as a heading is where its number was lost on the way out of a word processor. */
const isBareHeading = (line: string): boolean => line.length <= 40 && !/[。,;:!?]/.test(line)

const sectionsOf = (
  text: string,
  normal: string,
  lines: Line[],
  bodyFrom: number,
  sections: readonly ReportSection[],
  year: number | null,
): FoundSection[] => {
  const headings: { index: number; line: Line; section: ReportSection | null }[] = []
  const look = (level: number): void => {
    for (const [index, line] of lines.entries()) {
      if (line.level !== level || line.start < bodyFrom || line.headingEnd - line.start > longestHeading)
        continue
      const heading = normal.slice(line.start, line.headingEnd)
      if (level === 0 && !isBareHeading(heading)) continue
      const section = sectionOf(heading, sections, year)
      if (section || level === 1) headings.push({ index, line, section })
    }
  }
  look(1)
  const numberedTop = [2, 3].find((level) =>
    lines.some((line) => line.level === level && line.start >= bodyFrom),
  )
  if (headings.length === 0 && numberedTop !== undefined) look(numberedTop)
  if (!headings.some(({ section }) => section)) {
    headings.length = 0
    look(0)
    if (headings.length === 0) look(1)
  }
  // 一、 again under a section is its first point, not a section beside it.
  let nested = false
  const tops = headings.filter(({ line, section }, at) => {
    if (section) nested = false
    else if (at > 0 && normal.startsWith('一', line.start) && headings[at - 1]!.section) nested = true
    return !nested
  })
  return tops.map(({ index, line, section }, at) => {
    const next = tops[at + 1]
    return {
      section,
      kind: section?.id ?? 'other',
      heading: text.slice(line.start, line.headingEnd),
      start: line.start,
      end: trimEnd(normal, line.start, next?.line.start ?? text.length),
      headingEnd: line.headingEnd,
      body: [index + 1, next?.index ?? lines.length],
    }
  })
}

/** Reads structure and header; all offsets are UTF-16 of the given text. */
export const outline = (text: string, sections: readonly ReportSection[]): Outline => {
  const normal = normalise(text)
  const lines = splitLines(normal)
  const header: HeaderField[] = []
  const headerLines = new Set<Line>()
  for (const line of lines.slice(0, topLines)) {
    if (line.level > 0) break
    const fields = readHeader(normal, line)
    if (fields.length === 0) continue
    headerLines.add(line)
    header.push(...fields)
  }
  const plain = lines.slice(0, topLines).filter((line) => !headerLines.has(line))
  const firstNumbered = plain.findIndex((line) => line.level > 0)
  const top = firstNumbered < 0 ? plain : plain.slice(0, firstNumbered)
  const read = (line: Line | undefined): string => (line ? normal.slice(line.start, line.end) : '')
  const titleLine = top.find((line) => isTitle(read(line)))
  const titleField = header.find((field) => field.label === '标题' && field.value)?.value ?? null
  const title = titleLine ? text.slice(titleLine.start, titleLine.end) : titleField
  const titleAt = titleLine ? top.indexOf(titleLine) : -1
  const above = read(top[titleAt - 1])
  // The office often stands on a line of its own over 关于2025年…的报告.
  const office = /^(?:关于|\d{4}年)/.test(normalise(title ?? '')) && isOffice(above) ? above : ''
  const named = title === null ? '' : office + normalise(title)
  const bodyLine = lines.find(
    (line) => line.start > (titleLine?.start ?? -1) && !headerLines.has(line) && !isTitle(read(line)),
  )
  const bodyFrom = bodyLine?.start ?? normal.length
  const opening = normal.slice(bodyFrom, bodyFrom + 600)
  const issuer = header.find((field) => /机构|机关|单位/.test(field.label) && field.value)?.value ?? ''
  const heading = top
    .map((line) => normal.slice(line.start, Math.min(line.end, line.start + longestHeading)))
    .join('\n')
  const numbered = lines.some((line) => line.level > 0)
  const signature = lines.slice(-3).map(read).find(isOffice) ?? ''
  const closing = normal.slice(-closingLength)
  const verdict = judgeKind(
    title === null ? null : named,
    read(top[0]),
    opening,
    numbered,
    signature,
    closing,
  )
  const place =
    findPlace(named) ??
    findPlace(heading) ??
    findPlace(issuer) ??
    findPlace(opening.slice(0, 300)) ??
    findPlaceInText(opening)
  const organisation =
    verdict.kind === 'county_report' ? (countyPlace.exec(named)?.[1] ?? verdict.place ?? null) : place
  const published = header.find(
    (field) => /^(?:发布|公开)(?:日期|时间)?$/.test(field.label) && field.value,
  )?.value
  const publishedYear = Number(/\d{4}/.exec(published ?? '')?.[0] ?? Number.NaN)
  const year =
    yearIn(named) ??
    bareYearIn(named) ??
    yearIn(opening.split('\n')[0] ?? '') ??
    yearIn(opening) ??
    (Number.isNaN(publishedYear) ? null : publishedYear - 1)

  const found = sectionsOf(text, normal, lines, bodyFrom, sections, year)
  const points = (status: ReportSection['status']) =>
    found
      .filter((each) => each.section?.status === status)
      .flatMap((each) => pointsOf(normal, lines.slice(...each.body)))
  return {
    text,
    normal,
    lines,
    bodyFrom,
    title,
    organisation,
    kind: verdict.kind,
    refusal: verdict.refusal,
    year,
    header,
    sections: found,
    shortcomings: points('shortcoming').map(({ start, end }) => ({
      text: text.slice(start, end),
      start,
      end,
    })),
    plans: points('plan').map(({ start, headingEnd }) => ({
      heading: text.slice(start, headingEnd),
      start,
      end: headingEnd,
    })),
  }
}

/** A sentence standing alone, as the examples of frames do: a line of a report for `year`, or header fields. */
export const sentenceOutline = (text: string, year: number): Outline => {
  const normal = normalise(text)
  const lines = splitLines(normal)
  const header = lines.length === 1 ? readHeader(normal, lines[0]!) : []
  return {
    text,
    normal,
    lines: lines.map((line) => ({ ...line, level: 0 })),
    bodyFrom: 0,
    title: null,
    organisation: null,
    kind: 'township_report',
    refusal: null,
    year,
    header,
    sections: [],
    shortcomings: [],
    plans: [],
  }
}

const trimEnd = (normal: string, start: number, end: number): number => {
  let to = end
  while (to > start && /\s/.test(normal[to - 1]!)) to--
  return to
}

/** The outline as the contract's document; `at` turns offsets into code points. */
export const documentView = (shape: Outline, at: (offset: number) => number): DocumentView => ({
  text: shape.text,
  title: shape.title,
  organisation: shape.organisation,
  kind: shape.kind,
  year: shape.year,
  header: Object.fromEntries(shape.header.map((field) => [field.label, field.value])),
  sections: shape.sections.map((each) => ({
    kind: each.kind,
    heading: each.heading,
    start: at(each.start),
    end: at(each.end),
  })),
  shortcomings: shape.shortcomings.map((each) => ({
    text: each.text,
    start: at(each.start),
    end: at(each.end),
  })),
  plans: shape.plans.map((each) => ({ heading: each.heading, start: at(each.start), end: at(each.end) })),
})
