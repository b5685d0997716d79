import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { readCover } from '../../../server/workbooks/own-workbook.ts'
import { at, startApp } from '../../support/app.ts'

const county = '/api/counties/test/2025'

const download = async (app: Awaited<ReturnType<typeof startApp>>, path: string) => {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    file: decodeURIComponent(response.headers.get('content-disposition')!),
  }
}

describe('workbooks to download', () => {
  it("a township's has its rows, under its name and year", async () => {
    const app = await startApp()
    await app.send('POST', `${at()}/registers/study_sessions/rows`, {
      values: { held_on: '2025-03-04', body: '理论学习中心组', topic: '=宪法', law_topic: true },
    })
    const { bytes, file } = await download(app, `${at()}/workbook.xlsx`)
    expect(file).toContain('东桥镇2025年度台账.xlsx')
    const grids = await openWorkbook(bytes, file)
    const rows = grids.find(({ rows: [first] }) => first?.[0] === '#register:study_sessions')!.rows
    expect(rows[5]).toEqual(expect.arrayContaining([1, '2025-03-04', '理论学习中心组', '=宪法', '是']))
  })

  it('a county gets one for each township in a zip, and one of what it keeps itself', async () => {
    const app = await startApp()
    const files = unzipSync((await download(app, `${county}/workbooks.zip`)).bytes)
    expect(Object.keys(files).sort()).toEqual(['东桥镇2025年度台账.xlsx', '西桥乡2025年度台账.xlsx'])
    const west = await openWorkbook(files['西桥乡2025年度台账.xlsx']!, '台账.xlsx')
    expect(readCover(west)?.township).toBe('西桥乡')
    const own = await download(app, `${county}/county-workbook.xlsx`)
    expect(own.file).toContain('桥梁县2025年度县级台账.xlsx')
    expect(readCover(await openWorkbook(own.bytes, own.file))).toMatchObject({ township: null, year: 2025 })
  })
})
