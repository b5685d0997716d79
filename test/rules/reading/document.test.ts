import { describe, expect, test } from 'vitest'
import { documentView, outline } from '../../../rules/reading/document.ts'
import { tableOf } from './table.ts'

const { sections } = tableOf([]).report
const read = (text: string) => documentView(outline(text, sections), (offset) => offset)

const report = `栖河镇人民政府关于2024年度法治政府建设情况的报告
索 引 号: | qh-2025-01 | 文 号: | 发布日期: | 2025-03-02 | 成文日期: | ||
县委、县政府:
2024年,我镇推进各项工作。
一、主要举措和成效
(一)学习。全年学法3次。
二、存在的不足
(一)力量不足。人少。
还有一段。
(二)宣传不够。办法少。
三、党政主要负责人履行第一责任人职责情况
履职3次。
四、2025年工作安排
(一)加强学习。多学。
(二)加强宣传。`

describe('the shape of a report', () => {
  const view = read(report)

  test('title, organisation, kind and year are found', () => {
    expect(view.title).toBe('栖河镇人民政府关于2024年度法治政府建设情况的报告')
    expect(view.organisation).toBe('栖河镇')
    expect(view.kind).toBe('township_report')
    expect(view.year).toBe(2024)
  })

  test('header fields keep their values and empty ones stay empty', () => {
    expect(view.header).toEqual({ 索引号: 'qh-2025-01', 文号: null, 发布日期: '2025-03-02', 成文日期: null })
  })

  test('sections stand in order and do not overlap', () => {
    expect(view.sections.map(({ kind }) => kind)).toEqual(['measures', 'shortcomings', 'duties', 'plan'])
    view.sections.slice(1).forEach((section, index) => {
      expect(section.start).toBeGreaterThanOrEqual(view.sections[index]!.end)
    })
    for (const { heading, start } of view.sections) expect(report.startsWith(heading, start)).toBe(true)
  })

  test('each shortcoming runs to the next one', () => {
    expect(view.shortcomings.map(({ text }) => text)).toEqual([
      '(一)力量不足。人少。\n还有一段。',
      '(二)宣传不够。办法少。',
    ])
  })

  test('plans are the headings of the next year', () => {
    expect(view.plans.map(({ heading }) => heading)).toEqual(['(一)加强学习', '(二)加强宣传'])
  })

  test('points told as 一是 二是 are told apart', () => {
    const { shortcomings, plans } = read(
      '某乡2024年法治政府建设工作报告\n一、不足\n一是人少。二是钱少。\n二、下一步打算\n一是增人;二是增钱。',
    )
    expect(shortcomings.map(({ text }) => text)).toEqual(['一是人少。', '二是钱少。'])
    expect(plans.map(({ heading }) => heading)).toEqual(['一是增人', '二是增钱'])
  })
})

describe('headers', () => {
  test.each([
    ['[成文日期]2026-02-03 [发布日期]2026-02-04', { 成文日期: '2026-02-03', 发布日期: '2026-02-04' }],
    [
      '备注/文号:甲委〔2025〕5号 发布机构:某镇人民政府',
      { '备注/文号': '甲委〔2025〕5号', 发布机构: '某镇人民政府' },
    ],
    [
      '| 生成日期 | 2026-01-30 09:03:18 | 发布机构 | 某镇 |',
      { 生成日期: '2026-01-30 09:03:18', 发布机构: '某镇' },
    ],
    ['成文 2026-01-27 发布 2026-01-28', { 成文: '2026-01-27', 发布: '2026-01-28' }],
    ['发布时间:2026-01-14 11:36', { 发布时间: '2026-01-14 11:36' }],
  ])('%s', (line, header) => {
    expect(read(`${line}\n某镇2025年法治政府建设情况报告\n一、举措\n学法。`).header).toEqual(header)
  })

  test('a key named __proto__ is only a key', () => {
    const { header } = read('| __proto__: | 1 | 文号: | 2 |\n某镇2025年法治政府建设情况报告\n一、举措')
    expect(Object.getPrototypeOf(header)).toBe(Object.prototype)
  })
})

describe('what kind of text it is', () => {
  test.each([
    ['township_report', '某街道办事处2025年法治政府建设年度报告\n一、举措'],
    ['township_report', '县委、县政府:\n现将我镇2025年推进法治政府建设情况汇报如下。\n一、举措'],
    ['county_report', '清溪区人民政府关于2024年法治政府建设情况的报告\n一、举措'],
    ['county_report', '清溪县2025年度法治政府建设情况\n一、举措'],
    ['unclear', '一、学习。中心组学法2次。'],
    ['other:police', '清溪县公安局2025年法治政府建设情况\n培训12场次。'],
    ['other:department', '清溪县司法局2025年法治政府建设情况报告\n培训12场次。'],
    ['other:disclosure', '某镇2025年政府信息公开工作年度报告\n主动公开116条。'],
    ['other:interpretation', '《某镇2025年法治政府建设情况报告》政策解读\n分三部分。'],
    ['other:rules', '清溪县人民政府工作规则\n第一章 总则'],
    ['other:news', '镇党委会研究法治建设。4月25日召开推进会。今年以来化解纠纷35件。'],
  ])('%s: %s', (kind, text) => expect(read(text).kind).toBe(kind))

  test.each([
    ['清溪县栖河镇2025年度法治政府建设情况报告', '栖河镇'],
    ['甲市乙区栖河街道办事处2025年法治政府建设情况报告', '栖河街道'],
    ['北城街街道办事处2025年法治政府建设年度报告', '北城街街道'],
    ['栖河瑶族乡人民政府关于2023年度法治政府建设工作的报告', '栖河瑶族乡'],
    ['2024年法治政府建设工作报告\n(城南街道)', '城南街道'],
  ])('the organisation of %s', (title, organisation) => {
    expect(read(`${title}\n一、举措\n学法。`).organisation).toBe(organisation)
  })

  test('the year comes from the title, else the first paragraph, else the year before publication', () => {
    expect(read('某镇2024年法治政府建设情况及2025年计划的报告\n一、举措').year).toBe(2024)
    expect(read('县委、县政府:\n2023年,我镇依法履职,现汇报如下。\n一、举措').year).toBe(2023)
    expect(read('发布日期:2025-02-03\n某镇法治政府建设情况报告\n一、举措').year).toBe(2024)
    expect(read('某镇法治政府建设情况报告\n一、举措').year).toBeNull()
  })
})
