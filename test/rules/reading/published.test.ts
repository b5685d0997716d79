/** Real texts, read where the folder with them lies beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFrames, compileReading, readReport } from '../../../rules/reading/index.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'

const { table } = loadPackFromDisk('shandong')
const reading = compileReading(table)
const shared = new URL('../../../../shared/', import.meta.url)
const seed = new URL('seed/report-2022.txt', shared)
const corpus = new URL('corpus/', shared)

test('every frame of the built-in packs reads and skips its own examples and steals none', () => {
  expect(checkFrames(table)).toEqual([])
})

describe.runIf(existsSync(seed))('the report of 2022', () => {
  const text = existsSync(seed) ? readFileSync(seed, 'utf8').replaceAll('\r\n', '\n') : ''
  const { document, claims } = readReport(text, reading)
  const valuesOf = (fact: string) => claims.filter((claim) => claim.fact === fact).map(({ value }) => value)

  test.each<[string, unknown]>([
    ['study_sessions.centre_group', 2],
    ['study_sessions.centre_group_dates', ['2022-05-15', '2022-10-10']],
    ['trainings.all_staff', 3],
    ['legal_advisers.valid', 2],
    ['villages.total', 30],
    ['villages.with_adviser', 30],
    ['staff.reviewers', 1],
    ['venues.invested', 100000],
    ['villages.with_venue', 'all'],
    ['villages.with_rol_leader', 'all'],
    ['villages.with_savvy', 'all'],
    ['exams.leaders_joined', 'all'],
    ['decisions.reviewed', 'all'],
    ['decision_catalog.exists', true],
    ['plans.annual_plan_on', { from: '2022-01-01', to: '2022-03-31' }],
    ['plans.work_report_has_law', true],
    ['annual_report.published_on', '2023-03-21'],
  ])('%s', (fact, value) => {
    // What is said twice is said the same way.
    const different = new Map(valuesOf(fact).map((one) => [JSON.stringify(one), one]))
    expect([...different.values()]).toEqual([value])
  })

  test('the amount is a lower bound', () => {
    expect(claims.find(({ fact }) => fact === 'venues.invested')!.hedge).toBe('gte')
  })

  test('nothing else is claimed', () => {
    const facts = new Set(claims.map(({ fact }) => fact))
    expect(facts.size).toBe(18)
    expect(valuesOf('annual_report.parts')).toEqual(
      table.report.sections.slice(0, 4).map(({ title }) => [title]),
    )
  })

  test('every quotation is the text between its offsets', () => {
    const points = [...text]
    for (const { quote, start, end } of claims) expect(points.slice(start, end).join('')).toBe(quote)
  })

  test('structure and header', () => {
    expect(document.title).toBe('许家湖镇关于2022年度法治政府建设情况的报告')
    expect(document.organisation).toBe('许家湖镇')
    expect(document.kind).toBe('township_report')
    expect(document.year).toBe(2022)
    expect(document.sections.map(({ kind }) => kind)).toEqual(['measures', 'shortcomings', 'duties', 'plan'])
    expect(document.shortcomings).toHaveLength(4)
    expect(document.plans).toHaveLength(7)
    expect(document.header).toMatchObject({
      文号: null,
      浏览次数: null,
      成文日期: null,
      发布日期: '2023-03-21',
    })
  })
})

describe.runIf(existsSync(corpus))('the other texts', () => {
  const textsIn = (folder: string) => {
    const at = new URL(folder, corpus)
    if (!existsSync(at)) return []
    const names = readdirSync(at).filter((name) => name.endsWith('.txt'))
    return names.map((name): [string, string] => [name, readFileSync(new URL(name, at), 'utf8')])
  }

  test.each(textsIn('reports/'))(
    '%s is read, its quotations are its own, and it is no other kind of text',
    (_name, text) => {
      const { document, claims } = readReport(text, reading)
      const points = [...text]
      for (const { quote, start, end } of claims) expect(points.slice(start, end).join('')).toBe(quote)
      expect(document.kind).not.toMatch(/^other:/)
    },
  )

  test.each(textsIn('other/'))('%s is refused with a reason', (_name, text) => {
    const { document, claims } = readReport(text, reading)
    expect(document.kind).toMatch(/^other:/)
    for (const { status, reason } of claims) {
      expect(status).toBe('refused')
      expect(reason).toContain('不是')
    }
  })
})
