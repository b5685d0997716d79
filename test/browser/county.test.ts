/** The county's journey in a real browser: ranking, item × township, gap lists, CSV. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, type PageTrouble } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const pictures = join(import.meta.dirname, '../output')
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let server: TestServer
let browser: Browser
let page: Page
let trouble: PageTrouble

beforeAll(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  ;({ page, trouble } = await openPage(browser, server.url))
})

afterAll(async () => {
  await browser.close()
  await server.stop()
})

const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })

describe('the county', () => {
  it('sees its townships ranked by group, places as ranges, under the notice that this is internal', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: '看分组比较' }).first().click()
    await page.getByRole('heading', { name: '分组比较' }).waitFor()
    await page.getByText('内部比较，不得公布').waitFor()
    const rows = await page.getByRole('row').allInnerTexts()
    const order = ['砚泠镇', '栖霜乡', '望樨镇', '鹤汀街道'].map((name) =>
      rows.findIndex((row) => row.includes(name)),
    )
    expect(order.every((place) => place > 0)).toBe(true)
    expect([...order].sort((a, b) => a - b)).toEqual(order)
    expect(rows[order[0]!]).toMatch(/1—2/)
    // The notice stands before any place.
    const text = await page.locator('main').innerText()
    expect(text.indexOf('内部比较')).toBeLessThan(text.indexOf('1—2'))
    await picture('ranking')
  })

  it('opens the table of items against townships, with what does not apply told in words', async () => {
    await page.getByRole('link', { name: '要点×乡镇' }).first().click()
    const table = page.getByRole('table')
    await table.waitFor()
    const coverage = table.getByRole('row').filter({ hasText: '一村（社区）一法律顾问' })
    expect(await coverage.innerText()).toContain('1.80')
    await picture('matrix')
  })

  it('reads each township’s gaps and all of them together, and saves them as CSV', async () => {
    await page.getByRole('link', { name: '差距清单' }).first().click()
    await page.getByText('3个村（社区）尚未配备法律顾问').first().waitFor()
    await picture('county-gaps')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /CSV/ }).first().click()
    const path = await (await download).path()
    const csv = readFileSync(path)
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv.toString('utf8')).toContain('砚泠镇')
    expect(csv.toString('utf8')).toContain('党委理论学习中心组学法1次，低于2次的要求')
  })

  it('goes the same way by keyboard alone', async () => {
    await page.goto('/c/demo/2025')
    await page.getByRole('link', { name: '砚泠镇', exact: true }).waitFor()
    let found = false
    for (let press = 0; press < 40 && !found; press++) {
      await page.keyboard.press('Tab')
      found = await page.evaluate(() => document.activeElement?.textContent === '砚泠镇')
    }
    expect(found).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText('得分区间').first().waitFor()
  })

  it('has pages an accessibility check finds nothing in', async () => {
    const paths = [
      '',
      '/matrix',
      '/gaps',
      '/townships/yanxi',
      '/townships/yanxi/items/adv-village-coverage',
      '/townships/yanxi/registers/decisions',
      '/townships/wangxi/report',
      '/townships/yanxi/gaps',
      '/townships/yanxi/facts',
    ]
    const source = readFileSync(axe, 'utf8')
    for (const path of paths) {
      await page.goto(`/c/demo/2025${path}`)
      await page.locator('main h1, main h2').first().waitFor()
      await page.waitForLoadState('networkidle')
      const violations = await page.evaluate(
        `${source}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')))`,
      )
      expect(violations, path).toEqual([])
    }
  })

  it('fits a small screen: no page scrolls sideways at 1093×614', async () => {
    await page.setViewportSize({ width: 1093, height: 614 })
    for (const path of [
      '',
      '/gaps',
      '/townships/yanxi',
      '/townships/yanxi/items',
      '/townships/wangxi/report',
      '/townships/yanxi/gaps',
    ]) {
      await page.goto(`/c/demo/2025${path}`)
      await page.waitForLoadState('networkidle')
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, path).toBeLessThanOrEqual(0)
    }
  })
})

it('nothing went wrong unseen, and nothing was asked of anyone outside', () => {
  expect(trouble).toEqual({ errors: [], outside: [] })
})
