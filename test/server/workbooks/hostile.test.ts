import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeXlsx } from '../../../server/workbooks/hucre.ts'
import { readWorkbook } from '../../../server/workbooks/read-workbook.ts'
import { planFor, takenRows } from '../../support/mediation.ts'
import { workbook } from '../../support/workbook.ts'

const file = (name: string) => new Uint8Array(readFileSync(new URL(`../files/${name}`, import.meta.url)))
const utf8 = (text: string) => new TextEncoder().encode(text)

let parts: Record<string, Uint8Array>
let plain: Uint8Array
beforeAll(async () => {
  plain = await workbook({
    name: '一',
    rows: [
      ['案件编号', '受理日期'],
      ['A1', '2025-03-02'],
    ],
  })
  parts = unzipSync(plain)
})

const sheetPath = 'xl/worksheets/sheet1.xml'
const sheet = (inside: string, before = '') =>
  zipSync({
    ...parts,
    [sheetPath]: utf8(
      `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inside}</sheetData></worksheet>`,
    ),
  })
const cell = (address: string, inside: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${inside}</t></is></c>`

describe('reading workbooks', () => {
  it.each(['ledger.xls', 'ledger.ods'])('gives the rows of %s', async (name) => {
    expect(takenRows(planFor(await readWorkbook(file(name), name)))).toEqual([
      { number: 'A1', village: '松烟坳村', opened_on: '2025-03-02', people: 3, in_system: true },
      { number: 'A2', village: '松烟坳村', opened_on: '2025-03-05', people: 4, in_system: false },
    ])
  })

  it('reads rows of OpenDocument that are repeated when printed or folded, and knows what is hidden', async () => {
    const ods = unzipSync(file('ledger.ods'))
    const content = new TextDecoder().decode(ods['content.xml'])
    const [, head, ...rest] = content.match(/<table:table-row\b.*?<\/table:table-row>/gs)!
    const grouped = content
      .replace(head!, `<table:table-header-rows>${head}</table:table-header-rows>`)
      .replace(
        rest[0]!,
        (row) => `<table:table-row-group table:display="true">${row}</table:table-row-group>`,
      )
    const saved = (text: string) => readWorkbook(zipSync({ ...ods, 'content.xml': utf8(text) }), 'ledger.ods')
    expect(takenRows(planFor(await saved(grouped))).map(({ number }) => number)).toEqual(['A1', 'A2'])
    const folded = grouped.replace(rest[0]!, (row) =>
      row.replace('<table:table-row ', '<table:table-row table:visibility="collapse" '),
    )
    expect(takenRows(planFor(await saved(folded))).map(({ number }) => number)).toEqual(['A2'])
  })

  it('goes by what the file is, not by what it is called', async () => {
    expect(takenRows(planFor(await readWorkbook(file('ledger.xls'), '台账.xlsx')))).toHaveLength(2)
    expect(
      takenRows(planFor(await readWorkbook(utf8('案件编号,受理日期\nA1,2025-03-02'), '台账.xls'))),
    ).toHaveLength(1)
  })

  it('says of a formula without a result that it has none', async () => {
    const bytes = sheet(
      `<row r="1">${cell('A1', '案件编号')}${cell('B1', '受理日期')}</row><row r="2">${cell('A2', 'A1')}<c r="B2"><f>TODAY()</f></c></row>`,
    )
    const plan = planFor(await readWorkbook(bytes, '台账.xlsx'))
    expect(plan.sheets[0]!.rows[0]!.errors).toEqual([
      expect.objectContaining({ address: 'B2', message: '公式没有计算结果' }),
    ])
  })

  const oldWithPassword = () => {
    const bytes = file('ledger.xls')
    const buffer = Buffer.from(bytes.buffer)
    const start = buffer.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]))
    buffer.writeUInt16LE(0x2f, start + 4 + buffer.readUInt16LE(start + 2))
    return bytes
  }
  const oldWithMacros = () => {
    const bytes = file('ledger.xls')
    return new Uint8Array([...bytes, ...Buffer.from('_VBA_PROJECT_CUR', 'utf16le')])
  }

  const refused: [string, () => Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['with macros', () => zipSync({ ...parts, 'xl/vbaProject.bin': utf8('x') }), /带有宏/],
    ['of the old kind with macros', oldWithMacros, /带有宏/],
    [
      'behind a password',
      () =>
        writeXlsx({
          sheets: [{ name: '一', rows: [['a', 'b']] }],
          encryption: { password: '1', spinCount: 1000 },
        }) as Promise<Uint8Array>,
      /有密码/,
    ],
    ['of the old kind behind a password', oldWithPassword, /有密码/],
    ['cut off', () => plain.slice(0, plain.length / 2), /不完整|损坏/],
    ['of the old kind cut off', () => file('ledger.xls').slice(0, 1500), /不完整|损坏/],
    ['that is a Word document', () => file('report.docx'), /不是工作簿/],
    ['that is an old Word document', () => file('report.doc'), /不完整|损坏/],
    ['that is a PDF', () => file('report.pdf'), /这是PDF文件，不是工作簿/],
    ['that is a web page', () => utf8('<html><table><tr><td>1</td></tr></table></html>'), /网页/],
    ['that is noise', () => new Uint8Array(5000).map((_, index) => (index * 7919) % 251), /工作簿已损坏/],
    ['of which only the first bytes came', () => plain.slice(0, 60), /工作簿已损坏.+重新发一份/],
    ['without a cell', () => workbook({ name: '一', rows: [[null]] }), /是空的/],
    ['beyond the limit', () => new Uint8Array(21 * 1024 * 1024), /超过20 MB/],
    [
      'that unpacks without end',
      () => zipSync({ ...parts, [sheetPath]: new Uint8Array(150 * 1024 * 1024) }, { level: 6 }),
      /解压后超过100 MB/,
    ],
    [
      'with two cells a world apart',
      () => sheet(`<row r="1">${cell('A1', 'a')}</row><row r="1048576">${cell('XFD1048576', 'b')}</row>`),
      /打不开|占用内存/,
    ],
    [
      'with more cells than any ledger',
      () => sheet(`<row>${'<c><v>1</v></c>'.repeat(1000)}</row>`.repeat(1100)),
      /单元格/,
    ],
  ]

  it.each(refused)('refuses one %s in words', async (_, make, words) => {
    const bytes = await make()
    const before = process.memoryUsage.rss()
    await expect(readWorkbook(bytes, '台账.xlsx')).rejects.toThrow(words)
    expect(process.memoryUsage.rss() - before).toBeLessThan(1200 * 1024 * 1024)
  })

  it('takes entities that multiply for what they are written as', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    )
    const before = `<!DOCTYPE x [<!ENTITY e0 "案件">${entities.join('')}]>`
    const bytes = sheet(`<row r="1">${cell('A1', '&e9;')}${cell('B1', '受理日期')}</row>`, before)
    const [grid] = await readWorkbook(bytes, '台账.xlsx')
    expect(JSON.stringify(grid).length).toBeLessThan(1000)
  })

  it('gives up what takes too long', async () => {
    await expect(readWorkbook(plain, '台账.xlsx', { time: 1, growth: 1024 ** 3 })).rejects.toThrow(/读取超过/)
  })
})
