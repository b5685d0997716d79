import { unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { docxToHtml } from '../../server/documents/docx.ts'
import { htmlToText } from '../../server/documents/html.ts'
import { body, run, toDocx } from '../../server/papers/layout.ts'
import { startApp } from '../support/app.ts'
import { convertWithOffice, hasOffice } from '../support/office.ts'

const text = async (bytes: Uint8Array) => htmlToText(await docxToHtml(bytes, '公文.docx'))
const xmlOf = (bytes: Uint8Array, part: string) => new TextDecoder().decode(unzipSync(bytes)[part])
const at = '/api/counties/test/2025/townships/east'

/** A township that held one study session of two and has three villages, one without an adviser. */
const filled = async () => {
  const app = await startApp({ now: '2026-05-01T02:00:00Z' })
  const add = async (register: string, values: Record<string, unknown>) => {
    const { status, body: answer } = await app.send('POST', `${at}/registers/${register}/rows`, { values })
    expect({ status, answer }).toMatchObject({ status: 201 })
  }
  await add('study_sessions', {
    held_on: '2025-03-04',
    body: '理论学习中心组',
    topic: '行政处罚法',
    law_topic: true,
  })
  for (const name of ['东岭村', '石桥村', '柳湾社区'])
    await add('villages', { name, kind: name.slice(-2) === '社区' ? '社区' : '村' })
  await add('village_advisers', { village: '东岭村', from: '2025-01-01' })
  await add('village_advisers', { village: '石桥村', from: '2025-01-01' })
  for (const register of ['study_sessions', 'villages', 'village_advisers']) {
    const { body: list } = await app.get<{ registers: { id: string; version: number }[] }>(`${at}/registers`)
    const { version } = list.registers.find(({ id }) => id === register)!
    await app.send('PUT', `${at}/registers/${register}/state`, { version, state: 'closed' })
  }
  await app.send('POST', `${at}/documents`, {
    name: '报告.txt',
    text: '东桥镇关于2025年度法治政府建设情况的报告\n一、主要举措和成效\n聘请法律顾问2名。\n二、存在的不足和原因\n（一）普法形式不够多样。\n三、下一年度主要安排\n（一）办好法治夜校。每月两次。\n特此报告。\n东桥镇人民政府\n2026年1月20日\n',
  })
  return app
}

const download = async (app: Awaited<ReturnType<typeof filled>>, path: string) => {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers }
}

describe('the papers of a township', () => {
  it('the annual report has its four parts, drafted and own words apart', async () => {
    const app = await filled()
    const { bytes, headers } = await download(app, `${at}/papers/annual-report.docx`)
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain('东桥镇2025年度')
    const lines = (await text(bytes)).split('\n')
    expect(lines.filter((line) => /^[一二三四]、/.test(line))).toEqual([
      '一、主要举措和成效',
      '二、存在的不足和原因',
      '三、党政主要负责人履行第一责任人职责情况',
      '四、下一年度主要安排',
    ])
    expect(lines).toContain('中共桥梁县委、桥梁县人民政府：')
    expect(lines.join('\n')).toMatch(/1个村（社区）尚未配备法律顾问（柳湾社区）/)
    const own = lines.indexOf('【以下为本单位报告原文，供取舍】')
    expect(lines[own + 1]).toBe('（一）普法形式不够多样。')
    expect(lines.slice(own + 2)).toContain('（一）办好法治夜校。每月两次。')
    expect(lines.filter((line) => line.includes('特此报告'))).toEqual(['特此报告。'])
    expect(lines).not.toContain('2026年1月20日')
    expect(lines.filter((line) => line === '东桥镇人民政府')).toHaveLength(1)
    expect(lines).toContain('中共东桥镇委员会')
    expect(lines.join()).not.toContain('数据来源')
  })

  it('with sources each figure of the text is told with where it comes from', async () => {
    const app = await filled()
    const { bytes } = await download(app, `${at}/papers/annual-report.docx?sources=true`)
    const told = await text(bytes)
    expect(told).toMatch(/附：数据来源[\s\S]*有法律顾问的村（社区）：2个。登记/)
  })

  it('the shortcomings stand alone, what only lacks papers in a list of its own', async () => {
    const app = await filled()
    const told = await text((await download(app, `${at}/papers/shortcomings.docx`)).bytes)
    expect(told).toMatch(/党委理论学习中心组学法1次，低于2次的要求/)
    expect(told).toMatch(/待补充材料\n1\. /)
    expect(told).not.toContain('一、主要举措和成效')
  })

  it('the score sheet has every item with its points and their sum', async () => {
    const app = await filled()
    const { body: assessment } = await app.get<{
      items: { number: string }[]
      dimensions: { title: string; value: string }[]
      score: { raw: { value: string } }
    }>(`${at}/assessment`)
    const { bytes } = await download(app, `${at}/papers/score-sheet.docx`)
    const rows = (await text(bytes)).split('\n').filter((line) => line.includes('|'))
    expect(rows).toHaveLength(assessment.items.length + assessment.dimensions.length + 2)
    for (const { title, value } of assessment.dimensions)
      expect(rows.find((row) => row.includes(`${title}小计`))).toContain(`| ${value} |`)
    // What was due by the end of the year cannot be asked for in May.
    expect(rows.join()).toContain('期限已过，立即整改')
    expect(rows.join()).not.toContain('2025年12月31日前）')
    expect(rows.at(-1)).toContain(`合计 | ${Number(assessment.score.raw.value)}`)
    expect(xmlOf(bytes, 'word/document.xml')).toContain('w:orient="landscape"')
    expect(xmlOf(bytes, 'word/document.xml')).toContain('<w:tblHeader/>')
  })

  it('the county gets a problem list for each township at once, and its comparison marked internal', async () => {
    const app = await filled()
    const { bytes } = await download(app, '/api/counties/test/2025/papers/problem-lists.zip')
    const lists = unzipSync(bytes)
    expect(Object.keys(lists).sort()).toEqual(['东桥镇2025年度问题清单.docx', '西桥乡2025年度问题清单.docx'])
    expect(await text(lists['东桥镇2025年度问题清单.docx']!)).toMatch(/柳湾社区/)
    expect(await text(lists['西桥乡2025年度问题清单.docx']!)).toMatch(/尚有\d+项材料不足，不能认定有无问题/)
    const ranking = await text((await download(app, '/api/counties/test/2025/papers/ranking.docx')).bytes)
    expect(ranking).toMatch(/^内部资料/)
    expect(ranking).toContain('不得公布')
  })

  it('signs each paper below words that stay with the signature, so that it is alone on no page', async () => {
    const app = await filled()
    const lists = unzipSync((await download(app, '/api/counties/test/2025/papers/problem-lists.zip')).bytes)
    const papers: [Uint8Array, RegExp, RegExp][] = [
      [lists['东桥镇2025年度问题清单.docx']!, /请逐项整改/, /委依法治县办/],
      [
        (await download(app, '/api/counties/test/2025/papers/ranking.docx')).bytes,
        /供内部掌握/,
        /委依法治县办/,
      ],
      [(await download(app, `${at}/papers/annual-report.docx`)).bytes, /特此报告/, /东桥镇人民政府/],
    ]
    for (const [bytes, words, signed] of papers) {
      const paragraphs = xmlOf(bytes, 'word/document.xml').match(/<w:p>.*?<\/w:p>/gs)!
      const from = paragraphs.findIndex((one) => words.test(one))
      const to = paragraphs.findLastIndex((one) => signed.test(one))
      expect(from, String(words)).toBeGreaterThan(0)
      expect(to - from, String(words)).toBeLessThan(5)
      for (const one of paragraphs.slice(from, to)) expect(one).toContain('<w:keepNext/>')
    }
  })

  it('a paper nobody knows is refused with the names of those there are', async () => {
    const app = await startApp()
    const { status, body: refusal } = await app.get<{ error: { message: string } }>(
      `${at}/papers/poster.docx`,
    )
    expect(status).toBe(422)
    expect(JSON.stringify(refusal)).toContain('annual-report.docx')
  })
})

describe('the layout of GB/T 9704', () => {
  const long = Array.from({ length: 60 }, (_, n) => body([run(`${'法治政府建设'.repeat(15)}第${n}段。`)]))

  it('names its faces and ships none', async () => {
    const bytes = await toDocx(long, { title: '测试', grid: true })
    const document = xmlOf(bytes, 'word/document.xml')
    expect(document).toContain('w:eastAsia="仿宋_GB2312"')
    const margins = /<w:pgMar[^>]*>/.exec(document)![0]
    for (const edge of ['w:top="2098"', 'w:right="1474"', 'w:bottom="1984"', 'w:left="1587"']) {
      expect(margins).toContain(edge)
    }
    expect(document).toContain('w:linePitch="579"')
    expect(Object.keys(unzipSync(bytes)).filter((path) => /font.*\.(ttf|odttf)$/i.test(path))).toEqual([])
  })

  it.skipIf(!hasOffice)(
    'prints 22 lines of 28 characters inside the margins',
    async () => {
      const pdf = await getDocumentProxy(
        convertWithOffice(await toDocx(long, { title: '测试', grid: true }), 'docx', 'pdf'),
      )
      const page = await pdf.getPage(2)
      const { items } = await page.getTextContent()
      const lines = new Map<number, { left: number; right: number; text: string }>()
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        const base = Math.round(item.transform[5])
        const line = lines.get(base) ?? { left: Infinity, right: 0, text: '' }
        line.left = Math.min(line.left, item.transform[4])
        line.right = Math.max(line.right, item.transform[4] + item.width)
        line.text += item.str
        lines.set(base, line)
      }
      const printed = [...lines].sort(([a], [b]) => b - a)
      const number = printed.pop()!
      expect(number[1].text).toContain('2')
      expect(printed).toHaveLength(22)
      const mm = (points: number) => (points / 72) * 25.4
      const full = printed.filter(([, { text: line }]) => line.length === 28)
      expect(full.length).toBeGreaterThan(5)
      expect(Math.max(...printed.map(([, { text: line }]) => line.length))).toBe(28)
      for (const [, { left, right }] of full) {
        expect(Math.abs(mm(left) - 28)).toBeLessThan(1)
        expect(Math.abs(210 - mm(right) - 26)).toBeLessThan(1.5)
      }
      // The first line's face stands inside the type area, the page number below it.
      expect(297 - mm(printed[0]![0])).toBeGreaterThan(37)
      expect(mm(printed.at(-1)![0])).toBeGreaterThan(35)
      expect(mm(number[0])).toBeLessThan(35 - 7)
    },
    120_000,
  )
})
