import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { DocumentView } from '../../rules/assessment.ts'
import { convert } from '../../server/documents/convert.ts'
import { readText, withPages } from '../../server/documents/read-text.ts'

const file = (name: string) => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)))
const utf8 = (text: string) => new TextEncoder().encode(text)

/** The one report all three files were saved from, a line a paragraph. */
const paragraphs = [
  '砚泠镇关于2025年度法治政府建设情况的报告',
  '澄安县委、县政府：',
  '2025年，砚泠镇全年组织党委理论学习中心组学法3次，聘请法律顾问2名，审查合同20份，出具意见13条；全镇30个村（社区）中27个配备法律顾问，其余3个村正在与律师事务所商定聘期。全年作出重大行政决策6项，其中5项在提交集体讨论前经过合法性审查，审查意见随会议材料一并归档备查。',
  '一、主要举措和成效',
  '（一）健全机制。制定年度重大行政决策事项目录，公开征求意见均不少于30日。办理行政诉讼案件2件，负责人出庭应诉2次，出庭应诉率达到100%。全年举办机关干部法治培训4场，参训人员186人次，参训率96.5%，考试合格率100%，对不合格人员组织补考一次，补考全部合格，结果记入个人学法档案，作为年度述职和评先评优的参考。',
  '二、存在的不足和原因',
  '一是专业力量不足。二是普法形式单一。',
  '三、下一年度主要安排',
  '（一）严格合法性审查。（二）落实村（社区）法律顾问。',
]

const wordDocument = (body: string, extra: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': utf8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': utf8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': utf8(body),
    ...extra,
  })

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const document = (inside: string) =>
  `<?xml version="1.0"?><w:document ${namespace}><w:body>${inside}</w:body></w:document>`

describe('reading Word and PDF files', () => {
  it.each(['report.docx', 'report.doc', 'report.pdf'])('gives the paragraphs of %s', async (name) => {
    const lines = (await readText(file(name), name)).text.split('\n').filter((line) => line !== '')
    expect(lines.filter((line) => !line.includes('|'))).toEqual(paragraphs)
    expect(lines.filter((line) => line.includes('|')).map((line) => line.replace(/[ |]+$/, ''))).toEqual([
      '事项 | 数量',
      '集体学法 | 3次',
    ])
  })

  it('goes by what the file is, not by what it is called', async () => {
    const { text } = await readText(file('report.pdf'), '报告.docx')
    expect(text.startsWith(`${paragraphs[0]}\n`)).toBe(true)
  })

  it('knows where the pages of a PDF begin, so that a quotation can be looked up', async () => {
    const { text, pages } = await readText(file('report.pdf'), 'report.pdf')
    expect(pages?.map((start) => text.slice(start).split('\n', 1)[0])).toEqual([paragraphs[0], paragraphs[5]])
    expect((await readText(file('report.docx'), 'report.docx')).pages).toBeNull()
  })

  it('counts the place of a page in characters, as all places of a document', () => {
    const view = { text: '𬭩一\n二\n' } as DocumentView
    expect(withPages(view, [0, 4]).pages).toEqual([0, 3])
    expect(withPages(view, null)).toBe(view)
  })

  it('leaves out what was deleted with changes tracked and takes what was put in', async () => {
    const bytes = wordDocument(
      document(
        '<w:p><w:r><w:t>全年集体学法</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:r><w:t>次。</w:t></w:r></w:p>',
      ),
    )
    expect((await readText(bytes, '报告.docx')).text).toBe('全年集体学法2次。\n')
  })
})

describe('a file that is not as it should be', () => {
  const paragraph = '<w:p><w:r><w:t>全年集体学法2次。</w:t></w:r></w:p>'
  const entities = `<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "${'学法'.repeat(1000)}">${Array.from(
    { length: 8 },
    (_, n) => `<!ENTITY ${'bcdefghi'[n]} "${`&${'abcdefgh'[n]};`.repeat(20)}">`,
  ).join('')}]><w:document ${namespace}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>`

  it.each<[string, Uint8Array, string]>([
    ['a PDF that asks for a password', file('locked.pdf'), 'PDF有打开密码'],
    ['a PDF that holds pictures of pages only', file('scanned.pdf'), '看起来是扫描件'],
    ['a PDF cut short', file('report.pdf').slice(0, 3000), 'PDF不完整或者已损坏'],
    ['a document cut short', file('report.docx').slice(0, 3000), '已损坏，或者没有传完整'],
    ['an old document cut short', file('report.doc').slice(0, 3000), '不完整、已加密或者已损坏'],
    [
      'a document with macros',
      wordDocument(document(paragraph), { 'word/vbaProject.bin': utf8('x') }),
      '带有宏',
    ],
    ['an archive', zipSync({ '报告.txt': utf8('全年集体学法2次。') }), '请先解压'],
    ['a workbook', zipSync({ '[Content_Types].xml': utf8('x'), 'xl/workbook.xml': utf8('x') }), 'Excel'],
    ['a document without text', wordDocument(document('<w:p/>')), '没有文字'],
    ['a document that is no XML', wordDocument('全年集体学法2次'), '不规范'],
    [
      'a document behind a password',
      new Uint8Array([
        ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
        ...Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      '有打开密码',
    ],
    [
      'an archive that unpacks without end',
      wordDocument(`${document(paragraph)}${' '.repeat(120 * 1024 * 1024)}`),
      '解压后超过100 MB',
    ],
  ])('%s is refused by name and reason', async (_, bytes, words) => {
    await expect(readText(bytes, '报告')).rejects.toThrow(new RegExp(`^报告：.*${words}`))
  })

  const zeroed = (bytes: Uint8Array, length: number) => {
    const damaged = new Uint8Array(bytes)
    damaged.fill(0, 0, length)
    return damaged
  }
  const noise = new Uint8Array(4000).map((_, index) => (index * 7919) % 251)

  it.each<[string, string, Uint8Array, RegExp]>([
    ['a document whose beginning is lost', '报告.docx', zeroed(file('report.docx'), 200), /WPS或Word中打开/],
    ['the first bytes of a document', '报告.docx', file('report.docx').slice(0, 40), /WPS或Word中打开/],
    ['an old document whose beginning is lost', '报告.doc', zeroed(file('report.doc'), 8), /WPS或Word中打开/],
    ['noise that is called a PDF', '报告.pdf', noise, /重新导出PDF/],
  ])('%s is called damaged, with what to do in the program it is of', async (_, name, bytes, remedy) => {
    const refused = await readText(bytes, name).then(
      () => '',
      (cause: Error) => cause.message,
    )
    expect(refused).toMatch(new RegExp(`^${name}：.+已损坏，或者没有传完整，打不开。`))
    expect(refused).toMatch(remedy)
    expect(refused).not.toMatch(/纯文本|编码/)
  })

  it.each<[string, Uint8Array]>([
    ['entities that multiply', wordDocument(entities)],
    ['tables in tables in tables', wordDocument(document(`${'<w:tbl><w:tr><w:tc>'.repeat(50_000)}`))],
    ['elements in elements', wordDocument(document('<w:sdt><w:sdtContent>'.repeat(100_000)))],
    ['pages of a stream that swells', swellingPdf()],
  ])('%s end in words, not in the memory', async (_, bytes) => {
    const before = process.memoryUsage.rss()
    await expect(readText(bytes, '报告')).rejects.toThrow(/^报告：/)
    expect(process.memoryUsage.rss() - before).toBeLessThan(1_500 * 1024 * 1024)
  })

  it('that takes too long is given up', async () => {
    const conversion = { format: 'pdf' as const, bytes: file('report.pdf'), name: '报告.pdf' }
    await expect(convert(conversion, { time: 1, growth: 1024 ** 3 })).rejects.toThrow(
      '报告.pdf：文件过于复杂',
    )
    await expect(convert(conversion)).resolves.toHaveProperty('pages')
  })
})

/** One page whose content is 400 MB of blanks, packed twice. */
function swellingPdf(): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(400 * 1024 * 1024, 0x20), { level: 9 }), { level: 9 })
  const head = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`,
  )
  return new Uint8Array(
    Buffer.concat([head, packed, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF')]),
  )
}
