import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../db/audit.ts'
import type { Ranking } from '../../rules/assessment.ts'
import type { Matrix, TownshipEntry, TownshipGaps } from '../../server/assessments.ts'
import { gapsCsv, toCsv } from '../../server/csv.ts'
import { seedDemo } from '../../server/demo.ts'
import { ensureLocalCounty } from '../../server/set-up.ts'
import { at, openStore, startApp, type TestApp } from '../support/app.ts'

const county = '/api/counties/test/2025'
let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

describe('a county', () => {
  it('lists the years that have data, and this one', async () => {
    expect((await app.get('/api/counties')).body).toEqual({
      counties: [{ id: 'test', name: '桥梁县', code: '990102', years: [2026] }],
    })
    await app.send('PUT', `${at('east', 2024)}/statements/villages.total`, { version: 0, value: 30 })
    expect((await app.get('/api/counties')).body).toMatchObject({ counties: [{ years: [2024, 2026] }] })
  })

  it('counts what each township gave in for the year', async () => {
    const row = { values: { title: '修桥', meeting_on: '2025-03-10' } }
    await app.send('POST', `${at()}/registers/decisions/rows`, row)
    await app.send('POST', `${at()}/registers/decisions/rows`, {
      values: { title: '修路', meeting_on: '2025-03-11' },
    })
    await app.send('DELETE', `${at()}/registers/decisions/rows/2`, { version: 1 })
    const { body } = await app.get<{ townships: TownshipEntry[] }>(county)
    expect(body.townships).toMatchObject([
      { id: 'east', rows: 1, documents: 0, group: expect.any(String) },
      { id: 'west', rows: 0, documents: 0 },
    ])
    const other = await app.get<{ townships: TownshipEntry[] }>('/api/counties/test/2024')
    expect(other.body.townships.map(({ rows }) => rows)).toEqual([0, 0])
  })

  it('ranks its townships, says that it is internal, and shares places that are open', async () => {
    const { body } = await app.get<Ranking>(`${county}/ranking`)
    expect(body.notice).toContain('内部')
    const ranked = body.groups.flatMap((group) => group.townships)
    expect(ranked.map(({ id, place }) => [id, place])).toEqual([
      ['east', { best: 1, worst: 2 }],
      ['west', { best: 1, worst: 2 }],
    ])
  })

  it('shows each item of each township, and none that is not for its kind', async () => {
    const { body } = await app.get<Matrix>(`${county}/matrix`)
    expect(body.townships.map(({ id }) => id)).toEqual(['east', 'west'])
    expect(body.items.length).toBeGreaterThanOrEqual(20)
    for (const item of body.items)
      expect(body.cells.east?.[item.id]).toMatchObject({ low: expect.any(String) })
  })

  it('lists all gaps, and the same as a table for a spreadsheet', async () => {
    await app.send('PUT', `${at()}/statements/study_sessions.centre_group`, { version: 0, value: 1 })
    const { body } = await app.get<{ townships: TownshipGaps[] }>(`${county}/gaps`)
    const response = await app.request(`${county}/gaps.csv`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const [head, ...lines] = text.slice(1).trimEnd().split('\r\n')
    expect(head).toBe(
      '乡镇（街道）,年度,要点编号,考核要点,类别,情况,可争取,按现有登记已失,举证期限已过失分,办理期限,举证期限,经办,办法',
    )
    // In the order of the page, each line by the columns that hold no comma.
    const listed = body.townships.flatMap(({ name, gaps }) =>
      gaps.map((gap) => `${name},2025,${gap.number},${gap.title},`),
    )
    expect(lines.map((line) => `${line.split(',').slice(0, 4).join(',')},`)).toEqual(listed)
    const gap = body.townships[0]!.gaps.find(({ item }) => item === 'learn-centre-group')!
    expect(gap).toMatchObject({ kind: 'shortcoming', lostKnown: '1' })
    const { open, lostKnown, lostLapsed, actBy, evidenceBy } = gap
    expect(lines.find((line) => line.startsWith(`东桥镇,2025,${gap.number},`))).toBe(
      toCsv([
        ['东桥镇', '2025', gap.number, gap.title, '不足', gap.text],
        [open, lostKnown, lostLapsed, actBy, evidenceBy, gap.remedy.post, gap.remedy.text],
      ])
        .slice(1, -2)
        .replace('\r\n', ','),
    )
  })

  it('gives the table of one township alone', async () => {
    const { body } = await app.get<{ townships: TownshipGaps[] }>(`${county}/gaps`)
    const one = await app.request(`${county}/gaps.csv?township=west`)
    expect(one.headers.get('content-disposition')).toContain('gaps-2025-west.csv')
    expect(await one.text()).toBe(
      gapsCsv(
        2025,
        body.townships.filter(({ id }) => id === 'west'),
      ).slice(1),
    )
    expect(await app.get(`${county}/gaps.csv?township=north`)).toMatchObject({
      status: 404,
      body: { error: { code: 'township_not_found' } },
    })
    expect((await app.get(`${county}/gaps.csv?township=`)).status).toBe(422)
  })

  it('without townships has an empty comparison', async () => {
    await app.db
      .insertInto('counties')
      .values({ id: 'bare', name: '空县', code: '990103', pack: 'shandong', createdAt: '' })
      .execute()
    expect((await app.get<Ranking>('/api/counties/bare/2025/ranking')).body.groups).toEqual([])
    expect((await app.get('/api/counties/bare/2025/gaps')).body).toEqual({ townships: [] })
  })
})

describe('a table for a spreadsheet', () => {
  it('quotes what RFC 4180 asks for', () => {
    expect(toCsv([['a,b', '说"好"', '两\n行', 'c']])).toBe('\uFEFF"a,b","说""好""","两\n行",c\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
    'never holds a formula: %j',
    (cell) => {
      expect(toCsv([[cell]])).toContain(`'${cell}`)
    },
  )
})

describe('the fictional county', () => {
  let demo: TestApp
  beforeAll(async () => {
    const db = await openStore()
    const deps = { db, now: () => new Date('2026-03-01T04:00:00.000Z'), dist: 'dist' }
    await seedDemo(deps)
    const entries = await db.selectFrom('audit').select('seq').execute()
    await seedDemo(deps)
    expect(await db.selectFrom('audit').select('seq').execute()).toEqual(entries)
    demo = await startApp({ db })
  })

  it('has four townships with evidence, and a whole audit log', async () => {
    const { body } = await demo.get<{ townships: TownshipEntry[] }>('/api/counties/demo/2025')
    expect(body.townships).toHaveLength(4)
    expect(body.townships.every(({ documents, rows }) => documents + rows > 0)).toBe(true)
    expect(await verifyAudit(demo.db, 'demo')).toMatchObject({ fault: null })
  })

  it('has one township that falls measurably short in each of the four named duties', async () => {
    const draft = await (await demo.request('/api/counties/demo/2025/townships/yanxi/draft.md')).text()
    for (const words of [
      '6项重大行政决策中，1项',
      '3个村（社区）',
      '学法1次，低于2次',
      '应述法2人，完成年终述法1人',
    ])
      expect(draft).toContain(words)
  })

  it('comes into no database that holds another county', async () => {
    const other = await startApp()
    await seedDemo({ db: other.db, now: () => new Date(), dist: 'dist' })
    expect((await other.get<{ counties: unknown[] }>('/api/counties')).body.counties).toHaveLength(1)
  })
})

describe('a database of one’s own', () => {
  it('starts with the county and the township named, scored by the pack of the place', async () => {
    const db = await openStore()
    await ensureLocalCounty(db, { county: '沂水县', township: '某某街道' }, new Date())
    expect(await db.selectFrom('counties').select(['id', 'name', 'pack']).execute()).toEqual([
      { id: 'local', name: '沂水县', pack: 'shandong' },
    ])
    expect(await db.selectFrom('townships').select(['name', 'kind']).execute()).toEqual([
      { name: '某某街道', kind: '街道' },
    ])
    await ensureLocalCounty(db, { county: '别的县', township: '别的镇' }, new Date())
    expect(await db.selectFrom('townships').select('name').execute()).toEqual([{ name: '某某街道' }])
  })
})
