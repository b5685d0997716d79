// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CountiesPage } from '../../client/pages/counties.tsx'
import { CountyGapsPage } from '../../client/pages/county-gaps.tsx'
import { FactsPage } from '../../client/pages/facts.tsx'
import { GapsPage } from '../../client/pages/gaps.tsx'
import { HomePage } from '../../client/pages/home.tsx'
import { ItemsPage } from '../../client/pages/items.tsx'
import { MatrixPage } from '../../client/pages/matrix.tsx'
import { RankingPage } from '../../client/pages/ranking.tsx'
import { RegistersPage } from '../../client/pages/registers.tsx'
import { ReportPage } from '../../client/pages/report.tsx'
import { at, type TestApp } from '../support/app.ts'
import { draw, place, startPages } from './support.tsx'

afterEach(() => {
  vi.useRealTimers()
})

const county = { county: 'test', year: '2025' }
const townshipBase = '/c/test/2025/townships/east'

/** Two decisions, one of them discussed without an opinion, in a closed register. */
const shortDecisions = async (app: TestApp) => {
  const rows = `${at()}/registers/decisions/rows`
  const decision = { in_catalogue: true, flagged_major: true, meeting_on: '2025-03-10' }
  await app.send('POST', rows, {
    values: { ...decision, title: '修桥', review_on: '2025-03-01', review_result: '合法' },
  })
  await app.send('POST', rows, { values: { ...decision, title: '选址' } })
  await app.send('PUT', `${at()}/registers/decisions/state`, { version: 0, state: 'closed' })
}

const report = [
  '东桥镇2025年度法治政府建设情况报告',
  '一、2025年度推进法治政府建设的主要举措和成效',
  '中心组学法2次。全镇28个村（社区）均已配备法律顾问。',
  '四、2026年度推进法治政府建设的主要安排',
  '力争中心组学法6次。',
].join('\n')

describe('every page without any evidence', () => {
  it('draws the front door, both tables of the county and the home of a township', async () => {
    await startPages()
    expect(await draw(<CountiesPage />).findByRole('link', { name: '东桥镇' })).toBeTruthy()
    const ranking = draw(<RankingPage at={county} />)
    expect((await ranking.findByText('内部比较，不得公布。')).parentElement?.textContent).toContain(
      '不得公布',
    )
    expect(await draw(<MatrixPage at={county} />).findByRole('columnheader', { name: '西桥乡' })).toBeTruthy()
    expect(await draw(<CountyGapsPage at={county} />).findByRole('heading', { name: /东桥镇/ })).toBeTruthy()
    expect(await draw(<HomePage at={place} />).findByRole('heading', { name: '待办' })).toBeTruthy()
    expect(
      await draw(<RegistersPage at={place} />).findByRole('link', { name: '重大行政决策台账' }),
    ).toBeTruthy()
  })
})

describe('the items of a township', () => {
  it('finds an item by its name and says when there is none', async () => {
    await startPages()
    const page = draw(<ItemsPage at={place} item={undefined} />)
    const search = await page.findByLabelText('查找要点')
    const tree = page.getByRole('navigation', { name: '指标树' })
    fireEvent.input(search, { target: { value: '合法性审查前置' } })
    expect(
      within(tree)
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual([`${townshipBase}/items/dec-legality-review`])
    fireEvent.input(search, { target: { value: '没有这样的要点' } })
    expect(within(tree).getByText('没有符合的要点。')).toBeTruthy()
  })

  it('tells the reason on its thread: clause, basis with its marks, facts, arithmetic, result', async () => {
    const app = await startPages()
    await shortDecisions(app)
    const page = draw(<ItemsPage at={place} item="dec-legality-review" />)
    const why = await page.findByRole('complementary', { name: '这1.50分是怎么来的' })
    expect(
      within(why)
        .getAllByRole('heading', { level: 3 })
        .map((heading) => heading.textContent),
    ).toEqual(['条款', '依据', '数据项', '计算', '结果', '怎样改变'])
    const text = why.textContent ?? ''
    for (const words of [
      '《重大行政决策程序暂行条例》',
      '核对 A/A',
      '3.00 × 1 ÷ 2',
      '已得 1.50',
      '已失 1.50',
    ])
      expect(text).toContain(words)
    expect(within(why).getAllByRole('link', { name: '选址' })[0]?.getAttribute('href')).toBe(
      `${townshipBase}/registers/decisions#row-2`,
    )
  })

  it('takes a statement for a fact nobody has rows for and shows what it is worth', async () => {
    await startPages()
    const page = draw(<ItemsPage at={place} item="learn-centre-group" />)
    const form = await page.findByRole('form', { name: /^填报.*中心组/ })
    const value = within(form).getByLabelText(/中心组/)
    fireEvent.input(value, { target: { value: '两次' } })
    fireEvent.submit(form)
    expect(within(form).getByText(/“两次”不是数/)).toBeTruthy()
    fireEvent.input(value, { target: { value: '2' } })
    fireEvent.submit(form)
    expect(await page.findByRole('complementary', { name: '这2.00分是怎么来的' })).toBeTruthy()
    expect(page.getByText(/已填报：2次/)).toBeTruthy()
  })
})

describe('the home of a township', () => {
  const day = (now: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) })

  it('counts the days from today while the evidence is still open', async () => {
    day('2026-03-01T04:00:00.000Z')
    await startPages()
    const page = draw(<HomePage at={place} />)
    expect((await page.findAllByText(/余60天/)).length).toBeGreaterThan(0)
    expect(page.queryByText(/已过，以下按当日计算/)).toBeNull()
  })

  it('says that the date for evidence is past instead of calling anything due soon', async () => {
    day('2026-11-24T04:00:00.000Z')
    await startPages('2026-11-24T04:00:00.000Z')
    const page = draw(<HomePage at={place} />)
    expect(await page.findByText('举证期限2026年4月30日已过，以下按当日计算。')).toBeTruthy()
    expect(page.queryByText(/临期|当日到期/)).toBeNull()
  })
})

describe('an item', () => {
  it('shows beside a fact what was typed in for it, its document, and what does not agree', async () => {
    const app = await startPages()
    await shortDecisions(app)
    await app.send('PUT', `${at()}/statements/decisions.major`, {
      version: 0,
      value: 5,
      document: '东政发〔2025〕3号',
    })
    const page = draw(<ItemsPage at={place} item="dec-legality-review" />)
    const why = await page.findByRole('complementary')
    expect(within(why).getByText('填报值：5项，东政发〔2025〕3号')).toBeTruthy()
    expect(within(why).getByText(/^请核对：/).parentElement?.textContent).toMatch(/填报值与台账不一致/)
  })

  it('of another kind of township is not called by its id', async () => {
    await startPages()
    const page = draw(<ItemsPage at={place} item="no-such-item" />)
    const words = await page.findByText(/本类单位不设/)
    expect(words.textContent).not.toContain('no-such-item')
  })
})

describe('the county’s list of gaps', () => {
  it('never shows more lost and open than an item is worth, and says what falls short on record', async () => {
    const app = await startPages()
    const rows = `${at()}/registers/decisions/rows`
    const decision = { in_catalogue: true, flagged_major: true, meeting_on: '2025-03-10' }
    await app.send('POST', rows, {
      values: {
        ...decision,
        title: '修桥',
        review_on: '2025-03-01',
        review_result: '不合法',
        reform_risk_stated: false,
      },
    })
    await app.send('POST', rows, {
      values: { ...decision, title: '修路', review_on: '2025-03-01', review_result: '合法' },
    })
    const page = draw(<CountyGapsPage at={county} />)
    const row = (await page.findAllByRole('row', { name: /合法性审查前置/ }))[0]
    expect(
      within(row!)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
        .slice(1, 3),
    ).toEqual(['3.00', '0按现有登记差1.50'])
  })
})

describe('the facts', () => {
  it('open a form where they stand and keep the typed total', async () => {
    await startPages()
    const page = draw(<FactsPage at={place} />)
    fireEvent.input(await page.findByLabelText('查找数据项'), { target: { value: '村（社区）总数' } })
    fireEvent.click(page.getByRole('button', { name: /填报/ }))
    const form = page.getByRole('form', { name: '填报村（社区）总数' })
    fireEvent.input(within(form).getByLabelText(/村（社区）总数/), { target: { value: '28' } })
    fireEvent.submit(form)
    expect(await page.findByText(/已填报：28个/)).toBeTruthy()
  })
})

describe('the gaps and the drafted shortcomings', () => {
  it('link each number to its fact on the page of its item', async () => {
    const app = await startPages()
    await shortDecisions(app)
    const page = draw(<GapsPage at={place} />)
    const draft = await page.findByRole('article', { name: '草稿正文' })
    const links = within(draft).getAllByRole('link')
    expect(links.length).toBeGreaterThan(0)
    const hrefs = links.map((link) => link.getAttribute('href')!)
    for (const href of hrefs)
      expect(href).toMatch(new RegExp(`^${townshipBase}/items/dec-[a-z0-9-]+#fact-decisions\\.[a-z_]+$`))
    expect(hrefs).toContain(`${townshipBase}/items/dec-legality-review#fact-decisions.reviewed`)
    expect(within(draft).getAllByRole('link', { name: '选址' })).not.toEqual([])
  })

  it('leave the cause a marked blank until a person chooses one, and keep the choice', async () => {
    const app = await startPages()
    await shortDecisions(app)
    const page = draw(<GapsPage at={place} />)
    const cause = (await page.findByLabelText(/合法性审查前置的原因/)) as HTMLSelectElement
    expect(cause.selectedOptions[0]?.textContent).toBe('【原因待选】')
    const offered = [...cause.options].map((option) => option.value).filter((value) => value !== '')
    fireEvent.change(cause, { target: { value: offered[0] } })
    type Choices = { choices: { kind: string; value: string }[] }
    await waitFor(async () =>
      expect((await app.get<Choices>(`${at()}/choices`)).body.choices).toMatchObject([
        { kind: 'cause', value: offered[0] },
      ]),
    )
    await waitFor(() => expect(page.getByText(/已保存/)).toBeTruthy())
  })

  it('keep what is merely missing in a list apart until it is ticked', async () => {
    await startPages()
    const page = draw(<GapsPage at={place} />)
    const article = await page.findByRole('article', { name: '草稿正文' })
    expect(article.textContent).toContain('没有查明的不足')
    const missing = page.getAllByRole('checkbox', { name: /合法性审查前置/ })[0] as HTMLInputElement
    fireEvent.click(missing)
    expect(await within(article).findByText(/“合法性审查前置”的工作记录未按要求保存/)).toBeTruthy()
  })
})

describe('the yearly report', () => {
  it('is pasted, read, accepted as a whole and taken back', async () => {
    const app = await startPages()
    const page = draw(<ReportPage at={place} />)
    fireEvent.input(await page.findByLabelText('报告正文'), { target: { value: report } })
    fireEvent.submit(page.getByRole('form', { name: '提交年度报告' }))
    expect(await page.findByRole('article', { name: '报告原文' })).toBeTruthy()
    const waiting = page.getAllByRole('group', { name: /待定/ }).length
    expect(waiting).toBeGreaterThan(0)
    expect(page.getByText('本部分是计划，不读作结果').parentElement?.textContent).toContain(
      '力争中心组学法6次',
    )

    fireEvent.click(page.getByRole('button', { name: '全部采信' }))
    await waitFor(() => expect(page.getAllByRole('group', { name: /已采信/ })).toHaveLength(waiting))
    type Scored = { claims: { status: string; fact: string }[] }
    const accepted = (await app.get<Scored>(`${at()}/assessment`)).body.claims.filter(
      ({ status }) => status === 'accepted',
    )
    expect(accepted.map(({ fact }) => fact)).toContain('study_sessions.centre_group')

    fireEvent.click(page.getByRole('button', { name: '全部撤回' }))
    await waitFor(() => expect(page.getAllByRole('group', { name: /待定/ })).toHaveLength(waiting))
  })

  it('decided elsewhere meanwhile, names what moved and decides nothing of the rest', async () => {
    const app = await startPages()
    const page = draw(<ReportPage at={place} />)
    fireEvent.input(await page.findByLabelText('报告正文'), { target: { value: report } })
    fireEvent.submit(page.getByRole('form', { name: '提交年度报告' }))
    await page.findByRole('article', { name: '报告原文' })
    const waiting = page.getAllByRole('group', { name: /待定/ })
    const first = waiting[0]!
    const number = /第(\d+)条/.exec(first.getAttribute('aria-label') ?? '')?.[1]
    const id = first.id.slice('claim-'.length)
    await app.send('PUT', `${at()}/claims/${id}`, { version: 1, status: 'refused' })
    fireEvent.click(page.getByRole('button', { name: '全部采信' }))
    const alert = await page.findByRole('alert')
    expect(alert.textContent).toContain(`第${number}条刚在别处改过，这次的各条都没有保存`)
    await waitFor(() => expect(page.getAllByRole('group', { name: /不采信/ })).toHaveLength(1))
    expect(page.queryAllByRole('group', { name: /已采信/ })).toHaveLength(0)
    expect(page.getAllByRole('group', { name: /待定/ })).toHaveLength(waiting.length - 1)
  })

  it('of another township is read, but the page names it before anything is accepted', async () => {
    await startPages()
    const page = draw(<ReportPage at={place} />)
    fireEvent.input(await page.findByLabelText('报告正文'), {
      target: {
        value: report.replace('东桥镇2025年度法治政府建设情况报告', '2025年度法治政府建设情况报告（砚泠镇）'),
      },
    })
    fireEvent.submit(page.getByRole('form', { name: '提交年度报告' }))
    expect(await page.findByText(/标题或落款写的是砚泠镇，现在是东桥镇/)).toBeTruthy()
  })

  it('of another year is read, but the page says so before anything is accepted', async () => {
    await startPages()
    const page = draw(<ReportPage at={place} />)
    fireEvent.input(await page.findByLabelText('报告正文'), {
      target: { value: report.split('2025').join('2022') },
    })
    fireEvent.submit(page.getByRole('form', { name: '提交年度报告' }))
    expect(await page.findByText(/这份报告写的是2022年度，现在是2025年度/)).toBeTruthy()
  })

  it('that cannot be read leaves the text where it was typed and says why', async () => {
    await startPages()
    const page = draw(<ReportPage at={place} />)
    const box = (await page.findByLabelText('报告正文')) as HTMLTextAreaElement
    fireEvent.input(box, { target: { value: 'not a report at all' } })
    fireEvent.submit(page.getByRole('form', { name: '提交年度报告' }))
    expect((await page.findByRole('alert')).textContent).toMatch(/^错误：/)
    expect(box.value).toBe('not a report at all')
  })
})
