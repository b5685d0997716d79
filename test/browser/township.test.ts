/** The township's journey in a real browser: a report in, claims decided, registers kept, gaps and draft out. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, type PageTrouble } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const pictures = join(import.meta.dirname, '../output')

/** In our own words; the last part promises what must not be read as done. */
const report = `鹤汀街道2024年度法治政府建设情况的报告
发布日期：2025-03-12 文号：
中共澄安县委、澄安县人民政府：
一、主要举措和成效
（一）年初印发年度法治建设工作计划。党工委理论学习中心组集体学法2次。
（二）重大行政决策提交讨论前全部经过合法性审查。聘请法律顾问2名。
（三）举办全体工作人员法治培训1期。
二、存在的不足和原因
（一）普法形式还不够多样。
三、党政主要负责人履行推进法治建设第一责任人职责情况
党政主要负责人部署法治建设工作。
四、下一年度主要安排
（一）加强培训。全年举办法治培训6期以上。
特此报告。`

let server: TestServer
let browser: Browser
let page: Page
let trouble: PageTrouble

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  server = await startTestServer()
  browser = await openBrowser()
  ;({ page, trouble } = await openPage(browser, server.url))
})

afterAll(async () => {
  await browser.close()
  await server.stop()
})

const place = (township: string, path = '', year = 2025) => `/c/demo/${year}/townships/${township}${path}`
const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
const claims = (state: string) => page.getByRole('group', { name: new RegExp(`^第\\d+条，${state}：`) })

describe('a report', () => {
  it('is pasted, and its claims stand highlighted in the text with the item each would count for', async () => {
    await page.goto(place('heting', '/report', 2024))
    await page.getByLabel('报告正文').fill(report)
    await page.getByRole('button', { name: '读取正文' }).click()
    const study = page.getByRole('group', { name: /党委理论学习中心组集体学法次数，2次/ })
    await study.waitFor()
    expect(await study.innerText()).toContain('党委理论学习中心组学法')
    expect(await page.locator('mark').filter({ hasText: '集体学法2次' }).count()).toBe(1)
    // What is planned is no result.
    expect(await page.getByRole('group', { name: /，(不少于|多于)?6/ }).count()).toBe(0)
    await picture('report')
  })

  it('is decided by keys alone: A accepts, R refuses, U takes back, and the score follows', async () => {
    const before = await claims('待定').count()
    await claims('待定').first().focus()
    await page.keyboard.press('a')
    await expect.poll(() => claims('待定').count()).toBe(before - 1)
    await page.keyboard.press('r')
    await expect.poll(() => claims('待定').count()).toBe(before - 2)
    await expect.poll(() => claims('不采信').count()).toBe(1)
    await claims('不采信').first().focus()
    await page.keyboard.press('u')
    await expect.poll(() => claims('待定').count()).toBe(before - 1)
    await page.getByRole('button', { name: '全部采信' }).click()
    await expect.poll(() => claims('待定').count()).toBe(0)
  })

  it('keeps its decisions over a reload and a restart of the service', async () => {
    const accepted = await claims('已采信').count()
    expect(accepted).toBeGreaterThan(6)
    await server.restart()
    await page.reload()
    await claims('已采信').first().waitFor()
    expect(await claims('已采信').count()).toBe(accepted)
  })

  it('gives points with their reason: clause, basis, fact with the quotation, arithmetic, result', async () => {
    await page.goto(place('heting', '/items/learn-centre-group', 2024))
    const reason = page.getByRole('complementary')
    await reason.getByText('2.00 × 2 ÷ 2 = 2.00').waitFor()
    const text = await reason.innerText()
    for (const word of ['条款', '依据', '数据项', '计算', '结果', '报告所述', '集体学法2次', 'B/C']) {
      expect(text).toContain(word)
    }
  })
})

describe('a register', () => {
  const cell = (label: string | RegExp) => page.getByRole('form').getByLabel(label)

  it('tells a wrong cell in words at its field and in a summary that has the focus', async () => {
    await page.goto(place('wangxi', '/registers/study_sessions'))
    await page.getByRole('button', { name: '加一行' }).click()
    await cell(/日期/).fill('2025-02-30')
    await page.getByRole('button', { name: '保存' }).click()
    const summary = page.getByRole('alert').first()
    await summary.waitFor()
    expect(await summary.innerText()).toContain('2025年2月没有30日')
    await picture('register-error')
  })

  it('takes the corrected row, and the row is there after a reload', async () => {
    await cell(/日期/).fill('2025-04-18')
    await cell(/学习主体/).selectOption('理论学习中心组')
    await cell(/学习内容/).fill('行政处罚法')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('1条记录').waitFor()
    await page.reload()
    await page.getByRole('row', { name: /2025年4月18日/ }).waitFor()
  })

  it('edited in two tabs, tells the second with both versions and writes nothing before a choice', async () => {
    const { page: second } = await openPage(browser, server.url)
    const path = place('wangxi', '/registers/study_sessions')
    await second.goto(path)
    for (const [tab, day] of [
      [page, '2025-04-19'],
      [second, '2025-04-20'],
    ] as const) {
      await tab.getByRole('button', { name: /^更正/ }).click()
      await tab.getByRole('form').getByLabel(/日期/).fill(day)
    }
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('row', { name: /2025年4月19日/ }).waitFor()
    await second.getByRole('button', { name: '保存' }).click()
    const told = second.getByRole('alertdialog')
    await told.waitFor()
    expect(await told.innerText()).toContain('2025年4月19日')
    expect(await told.innerText()).toContain('2025年4月20日')
    await second.screenshot({ path: join(pictures, 'conflict.png') })
    await page.reload()
    await page.getByRole('row', { name: /2025年4月19日/ }).waitFor()
    await second.getByRole('button', { name: '保存合并后的版本' }).click()
    await second.getByRole('row', { name: /2025年4月20日/ }).waitFor()
    await second.context().close()
  })

  it('with a name as long as a page keeps its other columns, and its deletion is asked in view', async () => {
    await page.goto(place('yanxi', '/registers/decisions'))
    await page.getByRole('radio', { name: '登记中' }).check()
    await page.getByRole('button', { name: '确认改回' }).click()
    await page.getByRole('button', { name: '加一行' }).click()
    await cell(/决策事项/).fill('修'.repeat(500))
    await cell(/集体讨论日期/).fill('2025-09-10')
    await page.getByRole('button', { name: '保存' }).click()
    const row = page.getByRole('row', { name: /修修修/ })
    await row.waitFor()
    // The judgements of several items may take eight lines, the name four.
    expect((await row.boundingBox())!.height).toBeLessThan(240)
    expect((await row.getByRole('rowheader').locator('.clamp').first().boundingBox())!.height).toBeLessThan(
      120,
    )
    const name = await row.getByRole('rowheader').boundingBox()
    expect(name!.width).toBeLessThan(400)
    await row.getByRole('button', { name: /^删除/ }).click()
    const question = page.getByRole('alertdialog', { name: /^删除/ })
    const table = await page.getByRole('region', { name: /可滚动/ }).boundingBox()
    const asked = await question.boundingBox()
    expect(asked!.y + asked!.height).toBeLessThanOrEqual(table!.y + table!.height)
    await page.screenshot({ path: join(pictures, 'long-name.png') })
    await question.getByRole('button', { name: '确定删除' }).click()
    await question.waitFor({ state: 'detached' })
    await expect.poll(() => row.count()).toBe(0)
    await page.getByRole('radio', { name: '封账' }).check()
    await page.getByRole('button', { name: '确认封账' }).click()
    await page.getByText('要改动记录，先改回').waitFor()
  })

  it('is closed by keyboard, and the page says what that means', async () => {
    await page.goto(place('wangxi', '/registers/study_sessions'))
    const states = page.getByRole('radiogroup', { name: /的状态$/ })
    await states.getByRole('radio', { name: '登记中' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('封账：确认除所登记的1条以外没有其他记录？').waitFor()
    await page.keyboard.press('Escape')
    const open = states.getByRole('radio', { name: '登记中', checked: true })
    await expect.poll(() => open.evaluate((radio) => radio === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: '确认封账' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('已签字确认：除所登记的以外没有其他记录').waitFor()
  })

  it('can be replaced by a statement for a fact nobody has rows for', async () => {
    await page.goto(place('wangxi', '/items/learn-exam-join'))
    const due = page.getByRole('form', { name: '填报应参加学法考试的人员' })
    await due.getByLabel(/应参加学法考试的人员/).fill('80')
    await due.getByLabel('依据的文号').fill('望政办〔2025〕3号')
    await due.getByRole('button', { name: '填报' }).click()
    await due.getByRole('button', { name: '更正填报值' }).waitFor()
    const joined = page.getByRole('form', { name: '填报参加学法考试的人员' })
    await joined.getByLabel(/^参加学法考试的人员/).fill('76')
    await joined.getByRole('button', { name: '填报' }).click()
    await page.getByRole('complementary').getByText('1.00 × 76 ÷ 80 = 0.95').waitFor()
    await picture('item')
  })
})

describe('the draft', () => {
  const sentences: [string, string][] = [
    ['党委理论学习中心组学法1次，低于2次的要求', '1次'],
    ['6项重大行政决策中，1项在提交讨论前未见合法性审查意见（砚石工艺产业园选址方案）', '5项'],
    ['3个村（社区）尚未配备法律顾问（半亩塘村、萤火垭村、荻花浦村），覆盖率90%', '27个'],
    ['党政主要负责人应述法2人，完成年终述法1人', '1人'],
  ]

  it.each(sentences)('says “%s”, and each of its numbers leads to its fact', async (sentence, value) => {
    await page.goto(place('yanxi', '/gaps'))
    const draft = page.getByRole('article', { name: '草稿正文' })
    await draft.waitFor()
    const paragraph = draft.locator('p').filter({ hasText: sentence })
    expect(await paragraph.count()).toBe(1)
    const links = await paragraph.getByRole('link').all()
    expect(links.length).toBeGreaterThan(0)
    const seen: string[] = []
    for (const href of await Promise.all(links.map((link) => link.getAttribute('href')))) {
      await page.goto(href!)
      const target = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`)
      await target.waitFor()
      seen.push(await target.innerText())
    }
    expect(seen.join('\n')).toContain(value)
  })

  it('offers the pack’s causes and keeps the one a person chose', async () => {
    await page.goto(place('yanxi', '/gaps'))
    const cause = page.getByLabel('党委理论学习中心组学法的原因')
    await cause.waitFor()
    expect(await cause.inputValue()).toBe('')
    await cause.selectOption({ index: 1 })
    await page.getByText(/已保存/).waitFor()
    await page.reload()
    expect(await page.getByLabel('党委理论学习中心组学法的原因').inputValue()).not.toBe('')
    await picture('gaps')
  })

  it('names the next year’s measure, post and date, and goes out as Markdown', async () => {
    const draft = page.getByRole('article', { name: '草稿正文' })
    expect(await draft.innerText()).toMatch(/2026年措施：.+由.+负责，2026年12月31日前完成。/)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载Markdown' }).click()
    const file = await (await download).createReadStream()
    let text = ''
    for await (const part of file) text += part
    for (const [sentence] of sentences) expect(text).toContain(sentence)
  })
})

it('nothing went wrong unseen, and nothing was asked of anyone outside', () => {
  // A stale write is answered with 409, which the browser also notes in its console.
  expect(trouble.errors.filter((error) => !/40[09]|422/.test(error))).toEqual([])
  expect(trouble.outside).toEqual([])
})
