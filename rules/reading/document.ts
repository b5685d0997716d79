/** The shape of a text: header, title, organisation, year, sections, and what kind of text it is. */
import type { DocumentView } from '../assessment.ts'
import type { ReportSection } from '../pack.ts'
import { departments, headerLabels, otherKinds, shyLabels } from './lexicon.ts'
import { chineseValue } from './numerals.ts'
import { createLexicon, normalise } from './text.ts'

export interface Line {
  start: number
  end: number
  /** 1 for 一、 2 for (一) 3 for 1. 4 for (1); 0 for plain text. */
  level: number
  /** Where the heading of a numbered line ends: at its first full stop, else at the line's end. */
  headingEnd: number
}

export interface HeaderField {
  label: string
  value: string | null
  start: number
  end: number
}

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
  sections: {
    section: ReportSection | null
    kind: string
    heading: string
    start: number
    end: number
    headingEnd: number
  }[]
  shortcomings: { text: string; start: number; end: number }[]
  plans: { heading: string; start: number; end: number }[]
}

const levels: readonly [RegExp, number][] = [
  [/^[一二三四五六七八九十]{1,3}[、.,]/, 1],
  [/^第[一二三四五六七八九十]{1,3}(?:部分|章)/, 1],
  [/^\([一二三四五六七八九十]{1,3}\)/, 2],
  [/^\d{1,2}[.、](?!\d)/, 3],
  [/^\(\d{1,2}\)/, 4],
]
/** Lines at the top among which header fields and the title are looked for. */
const topLines = 16
const longestHeading = 60
const longestHeaderLine = 1500

const splitLines = (normal: string): Line[] => {
  const lines: Line[] = []
  let from = 0
  while (from <= normal.length) {
    let to = normal.indexOf('\n', from)
    if (to < 0) to = normal.length
    let start = from
    let end = to
    while (start < end && /[\s#]/.test(normal[start]!)) start++
    while (end > start && /\s/.test(normal[end - 1]!)) end--
    if (end > start) {
      const head = normal.slice(start, start + 12)
      const level = levels.find(([pattern]) => pattern.test(head))?.[1] ?? 0
      const stop = level === 0 ? -1 : normal.slice(start, start + longestHeading).search(/。/)
      lines.push({ start, end, level, headingEnd: stop < 0 ? end : Math.min(end, start + stop) })
    }
    from = to + 1
  }
  return lines
}

const labelLexicon = createLexicon(headerLabels)
const shy = new Set(shyLabels)

/** Header fields of one line: `标签:值`, `[标签]值`, `| 标签 | 值 |` and `标签 值` before a date. */
const readHeader = (normal: string, line: Line): HeaderField[] => {
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

const reportTitle = /法治|依法行政|依法治/
const reportWord = /报告|总结|情况|汇报/

const isTitle = (line: string): boolean =>
  line.length <= longestHeading &&
  reportTitle.test(line) &&
  reportWord.test(line) &&
  !/[。;]$/.test(line) &&
  !/^[一二三四五六七八九十(]+[、)]/.test(line)

/** The place before 镇, 乡 or 街道, without the county and province in front of it. */
const findPlace = (text: string): string | null => {
  const pattern =
    /[\u4e00-\u9fff]{1,14}?(?:街道|镇|乡)(?=人民政府|政府|办事处|党工委|党委|委员会|委|关于|法治|推进|依法|\d{4}|20|\)|》|,|\s|$)/g
  for (const match of text.matchAll(pattern)) {
    const raw = match[0]
    // 北城街街道, 桐木漯瑶族乡: the match is taken at its last ending.
    const name = raw
      .replace(/^.*?(?:中共|现将|现就|关于|就|在)/, '')
      .replace(/^.*(?:省|自治区|市|自治州|自治县|县|区|旗|盟)(?=..)/, '')
    if (
      name.length >= 2 &&
      !/^(?:各|全|本|我|乡|村|小城)(?:镇|乡|街道)$/.test(name) &&
      !/^(?:乡镇|村镇|城镇|镇乡)$/.test(name)
    )
      return name
  }
  return null
}

const countyPlace =
  /([\u4e00-\u9fff]{2,10}?(?:自治县|县|区|旗|市|州|省))(?=人民政府|政府|关于|法治|推进|\d{4}|20|委|\s|$)/

const yearIn = (text: string): number | null => {
  const match = /(20\d{2})\s*年|(二[〇零][〇零一二三四五六七八九]{2})年/.exec(text)
  if (!match) return null
  return match[1] ? Number(match[1]) : (chineseValue(match[2]!) ?? null)
}

const headingMatches = (heading: string, section: ReportSection): boolean =>
  section.headings.length > 0 &&
  section.headings.every((group) => group.some((word) => heading.includes(normalise(word))))

/** Later parts tell themselves by a word; the first part goes by many names, so it is tried last. */
const sectionOf = (heading: string, sections: readonly ReportSection[]): ReportSection | null => {
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

interface Verdict {
  kind: string
  refusal: string | null
}

const refuse = (kind: string, called: string): Verdict => ({
  kind: `other:${kind}`,
  refusal: `文本像${called}，不是乡镇（街道）年度法治政府建设情况报告，所列数据不计入`,
})

/** Evidence both ways; only a text that is clearly something else is refused (design/reading.md). */
const judgeKind = (
  title: string | null,
  opening: string,
  lines: Line[],
  normal: string,
  place: string | null,
): Verdict => {
  const front = title ?? opening.slice(0, 60)
  const named = title ?? ''
  const isReport = title !== null && reportTitle.test(title) && /报告|总结|情况|汇报/.test(title)
  for (const other of otherKinds) {
    const strong = other.words.find((word) => front.includes(word))
    if (
      strong &&
      !(isReport && !['interpretation', 'other_report'].includes(other.kind)) &&
      !(isReport && other.kind === 'other_report' && /法治政府/.test(named))
    ) {
      return refuse(other.kind, other.called)
    }
    if (other.kind === 'disclosure' || other.kind === 'interpretation' || other.kind === 'rules') {
      const early = other.words.find((word) => opening.slice(0, 120).includes(word))
      if (early && !isReport) return refuse(other.kind, other.called)
    }
  }
  for (const office of departments) {
    const word = office.words.find((candidate) => front.includes(candidate))
    if (word && !/[镇乡]|街道/.test(front.replace(word, ''))) return refuse(office.kind, office.called)
  }
  if (/^[^。]{0,40}第一章/.test(opening) || /。第一章/.test(opening.slice(0, 200)))
    return refuse('rules', '规范性文件或者工作制度')
  if (place === null && countyPlace.test(front) && (isReport || /人民政府/.test(front)))
    return { kind: 'county_report', refusal: null }
  if (isReport) return { kind: 'township_report', refusal: null }
  const addressed = /(?:县|市|区|旗|镇|街道)(?:委|政府|人民政府|委员会|司法局|办|党工委)[^。\n]{0,40}:/.test(
    opening.slice(0, 200),
  )
  const numbered = lines.some((line) => line.level > 0)
  const speaks = /汇报如下|报告如下|法治政府建设情况|年度法治/.test(opening)
  if (addressed && (numbered || speaks)) return { kind: 'township_report', refusal: null }
  if (numbered || speaks || addressed) return { kind: 'unclear', refusal: null }
  const dated = yearIn(normal.slice(0, 2000)) !== null
  const told = /今年以来|近日|日前|记者|通讯员|\d{1,2}月\d{1,2}日[^。]{0,20}(?:召开|开|举行|举办)/.test(
    opening,
  )
  return told && !dated ? refuse('news', '新闻报道') : { kind: 'unclear', refusal: null }
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
  const firstNumbered = plain.findIndex((line) => line.level === 1 || line.level === 2)
  const top = firstNumbered < 0 ? plain : plain.slice(0, firstNumbered)
  const titleLine = top.find((line) => isTitle(normal.slice(line.start, line.end)))
  const titleField = header.find((field) => field.label === '标题' && field.value)?.value ?? null
  const title = titleLine ? text.slice(titleLine.start, titleLine.end) : titleField
  const named = title === null ? '' : normalise(title)
  const titleAt = titleLine ? lines.indexOf(titleLine) : -1
  const bodyLine = lines.find(
    (line, index) =>
      index > titleAt && !headerLines.has(line) && !isTitle(normal.slice(line.start, line.end)),
  )
  const bodyFrom = bodyLine?.start ?? normal.length
  const opening = normal.slice(bodyFrom, bodyFrom + 600)
  const issuer = header.find((field) => /机构|机关|单位/.test(field.label) && field.value)?.value ?? ''
  const heading = top
    .map((line) => normal.slice(line.start, Math.min(line.end, line.start + longestHeading)))
    .join('\n')
  const verdict = judgeKind(
    title === null ? null : named,
    `${title === null ? heading : ''}${opening}`,
    lines,
    normal,
    findPlace(named),
  )
  const place =
    findPlace(named) ?? findPlace(heading) ?? findPlace(issuer) ?? findPlace(opening.slice(0, 300))
  const county = countyPlace.exec(named)?.[1] ?? null
  const organisation = verdict.kind === 'county_report' ? county : place
  const published = header.find(
    (field) => /^(?:发布|公开)(?:日期|时间)?$/.test(field.label) && field.value,
  )?.value
  const publishedYear = published ? Number(/\d{4}/.exec(published)?.[0] ?? Number.NaN) : Number.NaN
  const year =
    yearIn(named) ??
    yearIn(opening.split('\n')[0] ?? '') ??
    yearIn(opening) ??
    (Number.isNaN(publishedYear) ? null : publishedYear - 1)

  const tops: number[] = []
  lines.forEach((line, index) => {
    if (line.level === 1 && line.start >= bodyFrom && line.headingEnd - line.start <= longestHeading)
      tops.push(index)
  })
  const found = tops.map((first, index) => {
    const line = lines[first]!
    const next = tops[index + 1]
    const headingText = text.slice(line.start, line.headingEnd)
    const section = sectionOf(normalise(headingText), sections)
    const end = next === undefined ? text.length : lines[next]!.start
    return {
      section,
      kind: section?.id ?? 'other',
      heading: headingText,
      start: line.start,
      end,
      headingEnd: line.headingEnd,
      body: [first + 1, next ?? lines.length] as const,
    }
  })
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
    sections: found.map(({ body: _body, ...each }) => ({
      ...each,
      end: trimEnd(normal, each.start, each.end),
    })),
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
