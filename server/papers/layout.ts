/** The layout of an official document (GB/T 9704—2012): paper, type area, grid, faces, page numbers. */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  type IRunOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'

/** Faces are named, never shipped: the office has them. A Latin letter or figure takes the face of its line. */
const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
export const faces = {
  title: face('方正小标宋简体'),
  body: face('仿宋_GB2312'),
  level1: face('黑体'),
  level2: face('楷体_GB2312'),
  pageNumber: face('宋体'),
}

/** Half-points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt. */
export const sizes = { title: 44, body: 32, small: 28, table: 24, fine: 21 }

/** 225 mm ÷ 22 lines, in twentieths of a point, rounded down: at 580 the last line would not find room. */
const linePitch = 579
/**
 * The character grid: 442.2 pt ÷ 28 = 15.79 pt for a character of 16 pt, so each gives up five twentieths of a point.
 * Set on the characters and not as a grid of the section: one narrower than the character makes LibreOffice give each
 * two cells, and Word and WPS get the same 28 to a line this way.
 */
const characterSpacing = -5
/** 37, 26, 35 and 28 mm in twentieths of a point. */
const margins = { top: 2098, right: 1474, bottom: 1984, left: 1587 }
const paper = { width: 11906, height: 16838 }
/** The page number's foot: 7 mm below the type area, less its own height of 14 pt. */
const footer = margins.bottom - convertMillimetersToTwip(7) - 280

const exact = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

export const run = (text: string, options: IRunOptions = {}): TextRun =>
  new TextRun({
    text,
    font: faces.body,
    size: sizes.body,
    ...(options.size === undefined ? { characterSpacing } : {}),
    ...options,
  })

/** A paragraph of the body: first line indented by two characters. */
export const body = (children: TextRun[], keepNext = false): Paragraph =>
  new Paragraph({
    children,
    keepNext,
    indent: { firstLineChars: 200, firstLine: 640 },
    alignment: AlignmentType.BOTH,
    spacing: exact,
    // A paragraph that must not be parted from what follows is not torn apart itself.
    keepLines: keepNext,
    // A page has its 22 lines, whatever paragraph they belong to.
    widowControl: false,
  })

/** 一、 in 黑体, （一） in 楷体; the faces carry the weight. */
export const heading = (text: string, level: 1 | 2): Paragraph =>
  new Paragraph({
    children: [run(text, { font: level === 1 ? faces.level1 : faces.level2 })],
    heading: level === 1 ? 'Heading1' : 'Heading2',
    keepNext: true,
    indent: { firstLineChars: 200, firstLine: 640 },
    spacing: exact,
  })

/** 二号小标宋, centred, two lines above it and one below. */
export const title = (lines: readonly string[]): Paragraph[] => [
  blank(),
  ...lines.map(
    (text) =>
      new Paragraph({
        children: [run(text, { font: faces.title, size: sizes.title })],
        heading: 'Title',
        alignment: AlignmentType.CENTER,
        spacing: { line: 680, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
      }),
  ),
  blank(),
]

/** The addressee or another line that begins at the edge. */
export const flush = (text: string): Paragraph => new Paragraph({ children: [run(text)], spacing: exact })

export const blank = (keepNext = false): Paragraph =>
  new Paragraph({ children: [run('')], keepNext, spacing: exact })

/** What a table measures and when, small above it. */
export const tableNote = (text: string): Paragraph =>
  new Paragraph({
    children: [run(text, { size: sizes.table })],
    spacing: { before: 60, after: 60 },
  })

/** A line that ends so many characters from the right edge. */
export const rightLine = (text: string, chars: number, keepNext = false): Paragraph =>
  new Paragraph({
    children: [run(text)],
    keepNext,
    alignment: AlignmentType.RIGHT,
    indent: { end: chars * 320 },
    spacing: exact,
  })

/** Centred over the type area, as the name of the table it stands over. */
export const centred = (text: string, options: IRunOptions = {}): Paragraph =>
  new Paragraph({
    children: [run(text, options)],
    keepNext: true,
    alignment: AlignmentType.CENTER,
    spacing: exact,
  })

export interface Column {
  title: string
  /** Of the table's width, out of a hundred. */
  width: number
  align?: 'left' | 'center' | 'right'
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }

/** A table whose head is repeated on every page and whose rows are not torn apart. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): Table => {
  const cell = (text: string, { width: share, align = 'left' }: Column, head: boolean) =>
    new TableCell({
      width: { size: Math.round((width * share) / 100), type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            alignment:
              head || align === 'center'
                ? AlignmentType.CENTER
                : align === 'right'
                  ? AlignmentType.RIGHT
                  : AlignmentType.LEFT,
            spacing: { line: 340, lineRule: LineRuleType.EXACT },
            children: [run(line, { font: head ? faces.level1 : faces.body, size: sizes.table })],
          }),
      ),
    })
  const row = (texts: readonly string[], head = false) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      height: { value: 420, rule: HeightRule.ATLEAST },
      children: columns.map((column, index) => cell(texts[index] ?? '', column, head)),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: columns.map(({ width: share }) => Math.round((width * share) / 100)),
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    rows: [
      row(
        columns.map((column) => column.title),
        true,
      ),
      ...rows.map((texts) => row(texts)),
    ],
  })
}

/** Twentieths of a point a table may take: the type area's width, upright and lying. */
export const typeArea = {
  upright: paper.width - margins.left - margins.right,
  lying: paper.height - margins.top - margins.bottom,
}

const pageNumber = (side: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { end: 280 } : { start: 280 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: faces.pageNumber,
            size: sizes.small,
          }),
        ],
      }),
    ],
  })

export interface PaperInfo {
  title: string
  orientation?: 'upright' | 'lying'
  /** Prose stands on the grid of 22 lines; a table's small lines would be spread over it. */
  grid?: boolean
}

/** The bytes of a .docx: A4, 22 lines of 28 characters, page numbers outside. */
export const toDocx = async (
  children: ISectionOptions['children'],
  { title: name, orientation = 'upright', grid = false }: PaperInfo,
): Promise<Uint8Array<ArrayBuffer>> => {
  const lying = orientation === 'lying'
  // A page on its side keeps its binding edge: the top of the upright page becomes its left.
  const edges = lying
    ? { top: margins.left, right: margins.bottom, bottom: margins.right, left: margins.top }
    : margins
  const document = new Document({
    creator: '准绳',
    title: name,
    evenAndOddHeaderAndFooters: true,
    styles: {
      paragraphStyles: [
        { id: 'Normal', name: 'Normal', quickFormat: true, run: { font: faces.body, size: sizes.body } },
      ],
      default: {
        document: { run: { font: faces.body, size: sizes.body, color: '000000' } },
        title: { run: { font: faces.title, size: sizes.title, bold: false, color: '000000' } },
        heading1: { run: { font: faces.level1, size: sizes.body, bold: false, color: '000000' } },
        heading2: { run: { font: faces.level2, size: sizes.body, bold: false, color: '000000' } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            // The library turns width and height itself when the page lies.
            size: {
              ...paper,
              orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: edges.top,
              right: edges.right,
              bottom: edges.bottom,
              left: edges.left,
              footer: lying ? convertMillimetersToTwip(12) : footer,
            },
          },
          ...(!grid ? {} : { grid: { type: DocumentGridType.LINES, linePitch } }),
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
