/** Workbooks in and papers out in a real browser: a township's messy ledger, a county's twenty workbooks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { docxToHtml } from '../../server/documents/docx.ts'
import { htmlToText } from '../../server/documents/html.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import { createCounty } from '../../server/set-up.ts'
import { townshipWorkbook } from '../../server/workbooks/write-workbook.ts'
import { openBrowser, openPage, type PageTrouble } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { workbook } from '../support/workbook.ts'

let server: TestServer
let browser: Browser
let page: Page
let trouble: PageTrouble

const county = { id: 'twenty', name: '桥梁县', code: '990102', pack: 'shandong' }
const names = [...'东南西北中上下前后左右内外大小长短高低新'].map((sign) => `${sign}桥镇`)

beforeAll(async () => {
  server = await startTestServer()
  const db = connect(join(server.data, 'zhunsheng.db'))
  await createCounty(
    db,
    county,
    names.map((name, index) => ({
      id: `t${index}`,
      name,
      code: `990102${101 + index}`,
      kind: '镇' as const,
      groupId: null,
    })),
    { at: '2026-01-05T00:00:00.000Z', actor: 'test' },
  )
  await db.destroy()
  browser = await openBrowser()
  ;({ page, trouble } = await openPage(browser, server.url))
})

afterAll(async () => {
  await browser.close()
  await server.stop()
})

const bytesOf = async (download: Download): Promise<Uint8Array> =>
  new Uint8Array(readFileSync(await download.path()))

/** Follows a link that downloads, by the keyboard. */
const take = async (name: string): Promise<Uint8Array> => {
  const link = page.getByRole('link', { name })
  await link.focus()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  return bytesOf(download)
}

const upload = (files: { name: string; bytes: Uint8Array }[]) =>
  page.locator('input[type=file]').setInputFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  )

const press = async (name: string | RegExp) => {
  const button = page.getByRole('button', { name })
  // What it waits for is computed on a machine that may be busy.
  await button.waitFor({ timeout: 50_000 })
  await button.focus({ timeout: 50_000 })
  await page.keyboard.press('Enter')
}

describe('a township with last year’s ledger', () => {
  const ledger = () =>
    workbook({
      name: '调解台账',
      rows: [
        ['鹤汀街道2024年度矛盾纠纷调解登记台账'],
        ['填报单位：司法所', null, null, '填报日期：2025年1月6日'],
        ['序号', '案件编号', '调解类别', '受理日期', '调解结果', '有登记和调解记录', '备注'],
        [1, '鹤调〔2024〕1号', '人民调解', '2024.3.2', '达成协议', '有', '已回访'],
        [2, '鹤调〔2024〕2号', '人民调解', '2024年13月5日', '达成协议', '有', null],
        [3, '鹤调〔2024〕3号', '人民调解', '2024/6/18', '达成协议', '√', null],
        [4, '鹤调〔2024〕4号', '人民调解', '2024-09-30', '双方都满意', '有', null],
        ['合计', null, null, null, '4件', null, null],
      ],
      merges: ['A1:G1'],
    })

  it('sees the two wrong rows, mends one and leaves the other out, and takes over the rest', async () => {
    await page.goto('/c/demo/2024/townships/heting/imports')
    await upload([{ name: '调解台账.xlsx', bytes: await ledger() }])
    const wrong = page.getByRole('form', { name: '调解台账有误的行' })
    await wrong.waitFor()
    expect(await wrong.getByRole('group').count()).toBe(2)
    expect(await wrong.innerText()).toContain('没有13月')
    const confirm = page.getByRole('button', { name: '栏目对应无误' })
    if ((await confirm.count()) > 0) await press('栏目对应无误')
    await wrong.getByLabel(/^D5 受理日期/).fill('2024-03-05')
    await press(/^按改好的1格重新核对/)
    await expect.poll(() => wrong.getByRole('group').count()).toBe(1)
    await press('不导入第7行')
    await expect.poll(() => wrong.count()).toBe(0)
    await press(/^导入3条/)
    await page.getByRole('button', { name: '撤销这次导入' }).waitFor()
    await page.goto('/c/demo/2024/townships/heting/registers/mediation_cases')
    await page.getByRole('button', { name: '更正 鹤调〔2024〕2号' }).waitFor()
    expect(await page.getByText('鹤调〔2024〕4号').count()).toBe(0)
  })

  it('is asked nothing the second time a form comes', async () => {
    await page.goto('/c/demo/2024/townships/heting/imports')
    await upload([{ name: '调解台账（更正）.xlsx', bytes: await ledger() }])
    await page.getByText('栏目与上次导入的同一种表相同').waitFor()
    expect(await page.getByRole('button', { name: '栏目对应无误' }).count()).toBe(0)
  })

  it('leaves with the report as a Word document', async () => {
    await page.goto('/c/demo/2024/townships/heting/gaps')
    const text = htmlToText(await docxToHtml(await take('年度报告（草稿）Word'), '报告.docx'))
    expect(text).toContain('鹤汀街道关于2024年度')
    expect(text).toContain('二、存在的不足和原因')
  })
})

describe('a county with twenty workbooks', () => {
  const filled = async () => {
    const pack = loadPackFromDisk('shandong')
    return Promise.all(
      names.map(async (township, index) => {
        const sessions = Array.from({ length: 1 + (index % 3) }, (_, n) => ({
          id: `s${n}`,
          values: {
            held_on: `2025-0${n + 3}-1${n}`,
            body: '理论学习中心组',
            topic: `第${n + 1}次集体学法`,
            law_topic: true,
          },
        }))
        const evidence: Evidence = {
          township,
          kind: '镇',
          year: 2025,
          registers: { study_sessions: { state: 'closed', rows: sessions } },
          statements: [],
          claims: [],
        }
        return { name: `${township}.xlsx`, bytes: (await townshipWorkbook(pack, evidence)) as Uint8Array }
      }),
    )
  }

  it('takes in nineteen, told apart by their covers, and names the broken one', async () => {
    const files = await filled()
    files[7] = { name: files[7]!.name, bytes: files[7]!.bytes.slice(0, 4_000) }
    await page.goto(`/c/${county.id}/2025/imports`)
    await upload(files)
    await page.getByText('没有读取：').waitFor({ timeout: 50_000 })
    expect(await page.getByRole('alert').innerText()).toContain('前桥镇.xlsx')
    await press(/^全部导入（19份待核对/)
    await page.getByText('19份中已导入19份').waitFor({ timeout: 50_000 })
  }, 120_000)

  it('downloads the comparison and the problem lists', async () => {
    await page.goto(`/c/${county.id}/2025`)
    const ranking = htmlToText(await docxToHtml(await take('考核情况Word（内部）'), '考核情况.docx'))
    expect(ranking).toContain('内部资料')
    for (const name of names) expect(ranking).toContain(name)
    await page.goto(`/c/${county.id}/2025/gaps`)
    const [saved] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      press('各单位问题清单Word'),
    ])
    const lists = unzipSync(await bytesOf(saved))
    await page.getByText('已生成20份').waitFor()
    expect(Object.keys(lists)).toHaveLength(20)
    const short = htmlToText(await docxToHtml(lists['东桥镇2025年度问题清单.docx']!, '清单.docx'))
    expect(short).toContain('党委理论学习中心组学法1次，低于2次的要求')
    await press('各单位问题清单Word')
    await page.getByText(/^正在生成第\d+份，共20份：.桥镇/).waitFor()
    await press('停止生成')
    await page.getByText(/^已停止：生成了\d+份，没有保存/).waitFor()
    expect(trouble.errors).toEqual([])
    expect(trouble.outside).toEqual([])
  }, 120_000)
})
