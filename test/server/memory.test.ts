import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect, type Db } from '../../db/connect.ts'
import { readEvidence } from '../../db/evidence.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { loadPack, type PackFolder } from '../../rules/loading/load.ts'
import { createApp } from '../../server/app.ts'
import { bounded } from '../../server/bounded.ts'
import { hashOf } from '../../server/hash.ts'
import { readStored } from '../../server/memory.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import type { RowView } from '../../server/registers.ts'
import { at, openStore, startApp, type TestApp } from '../support/app.ts'

let folder: string
let app: TestApp
const opened: Db[] = []

/** The same store as another process sees it: with nothing remembered. */
const another = async (now?: string): Promise<TestApp> => {
  const db = connect(join(folder, 'a.db'))
  opened.push(db)
  return startApp(now ? { db, now } : { db })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhunsheng-memory-'))
  app = await startApp({ db: await openStore(join(folder, 'a.db')) })
  opened.push(app.db)
})

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy()
  rmSync(folder, { recursive: true })
})

const places = [
  `${at()}/assessment`,
  `${at()}/registers`,
  `${at()}/registers/decisions`,
  `${at()}/facts`,
  `${at()}/choices`,
  `${at()}/documents`,
  '/api/counties/test/2025/ranking',
  '/api/counties/test/2025/matrix',
  '/api/counties/test/2025/gaps',
]

/** Every page is what it would be after a restart. */
const expectNothingStale = async (): Promise<void> => {
  const fresh = await another()
  for (const path of places) expect((await app.get(path)).body, path).toEqual((await fresh.get(path)).body)
  const place = { county: 'test', township: 'east', cycle: 2025 }
  expect(await readStored(app.db, place)).toEqual(await readEvidence(app.db, place))
}

const decision = (title: string) => ({ title, meeting_on: '2025-03-10', flagged_major: true })
const rows = `${at()}/registers/decisions/rows`
const add = async (title: string): Promise<RowView> => {
  const { status, body } = await app.send<{ row: RowView }>('POST', rows, { values: decision(title) })
  expect(status).toBe(201)
  return body.row
}

describe('what is remembered of a township', () => {
  it('is never older than what is stored, after every kind of change', async () => {
    await expectNothingStale()
    const change = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object): Promise<T> => {
      const answer = await app.send<T>(method, `${at()}/${path}`, body)
      expect(answer.status, path).toBeLessThan(300)
      return answer.body
    }
    const row = await add('修桥')
    await expectNothingStale()
    await change('PUT', `registers/decisions/rows/${row.id}`, { version: 1, values: decision('修路') })
    await change('POST', 'registers/study_sessions/rows', {
      values: { held_on: '2025-04-01', body: '理论学习中心组', topic: '宪法' },
    })
    await expectNothingStale()
    await change('PUT', 'registers/decisions/state', { version: 0, state: 'closed' })
    await change('PUT', 'statements/villages.total', { version: 0, value: 30 })
    await change('PUT', 'statements/decisions.major', { version: 0, value: 1 })
    await expectNothingStale()
    const text = '东桥镇2025年度法治政府建设情况报告\n一、主要做法\n全镇30个村均配备法律顾问。'
    const { id } = await change<{ id: string }>('POST', 'documents', { name: 'a.txt', text })
    const decided = { status: 'accepted', document: id }
    const { claims } = await change<{ claims: { status: string }[] }>('PUT', 'claims', decided)
    expect(claims.map(({ status }) => status)).toContain('accepted')
    await expectNothingStale()
    const item = (await app.get<Assessment>(`${at()}/assessment`)).body.items[0]!
    await change('PUT', `included/${item.id}`, { version: 0, included: true })
    await change('DELETE', `documents/${id}`, {})
    await change('DELETE', 'statements/villages.total', { version: 1 })
    await expectNothingStale()
  })

  it('is given up when another process changes the store', async () => {
    await add('修桥')
    const before = (await app.get<Assessment>(`${at()}/assessment`)).body
    const other = await another()
    await other.send('POST', rows, { values: decision('修路') })
    const after = (await app.get<Assessment>(`${at()}/assessment`)).body
    expect(after.evidence).not.toBe(before.evidence)
    // A writer who works from what is remembered does not write over the other one.
    const third = await add('修渠')
    expect(third.id).toBe('3')
    await expectNothingStale()
  })

  it('does not hold a change that was refused', async () => {
    await add('修桥')
    await sql`create trigger full before insert on audit begin select raise(abort, 'disk full'); end`.execute(
      app.db,
    )
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const refused = await app.send('POST', rows, { values: decision('修路') })
    expect(refused.status).toBe(500)
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
    await sql`drop trigger full`.execute(app.db)
    await expectNothingStale()
    expect((await add('修渠')).id).toBe('2')
  })

  it('is of a day: a date that passes over night counts in the morning', async () => {
    const days = ['2025-12-30T04:00:00.000Z', '2025-12-31T04:00:00.000Z'].map((day) => new Date(day))
    let now = days[0]!
    const day = createApp({ db: app.db, now: () => now, dist: 'dist' })
    const asOf = async () =>
      ((await (await day.request(`http://localhost${at()}/assessment`)).json()) as Assessment).asOf
    expect(await asOf()).toBe('2025-12-30')
    now = days[1]!
    expect(await asOf()).toBe('2025-12-31')
  })
})

describe('a year nobody gave anything in for', () => {
  const contents = async () => {
    const tables = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' order by name`.execute(app.db)
    const counts: Record<string, number> = {}
    for (const { name } of tables.rows) {
      const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(app.db)
      counts[name] = found.rows[0]!.n
    }
    return counts
  }

  it('is read without a trace', async () => {
    const before = await contents()
    expect(Object.keys(before)).toContain('cycles')
    const pages = [
      '/api/counties/test/2030',
      ...['ranking', 'matrix', 'gaps', 'gaps.csv'].map((page) => `/api/counties/test/2030/${page}`),
      at('east', 2030),
      ...['assessment', 'draft.md', 'registers', 'registers/decisions', 'facts', 'choices', 'documents'].map(
        (page) => `${at('east', 2030)}/${page}`,
      ),
    ]
    for (const page of pages) expect((await app.request(page)).status, page).toBe(200)
    expect(await contents()).toEqual(before)
    const listed = await app.get<{ counties: { years: number[] }[] }>('/api/counties')
    expect(listed.body.counties[0]?.years).toEqual([2026])
  })
})

describe('the pack of an assessment', () => {
  it('is kept with the files it can be loaded from again', async () => {
    await add('修桥')
    const { hash } = loadPackFromDisk('shandong')
    const kept = await app.db
      .selectFrom('packs')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow()
    const folders = JSON.parse(kept.sources ?? '') as PackFolder[]
    expect(folders.map(({ id }) => id)).toEqual(['national', 'shandong'])
    expect(folders.flatMap(({ files }) => files).filter(({ path }) => path.startsWith('demo/'))).toEqual([])
    expect(hashOf(loadPack(folders).table)).toBe(hash)
  })
})

describe('a bounded map', () => {
  it('forgets what was asked for longest ago', () => {
    const map = bounded<string>(2)
    map.set('a', 'A')
    map.set('b', 'B')
    expect(map.get('a')).toBe('A')
    map.set('c', 'C')
    expect(['a', 'b', 'c'].map(map.get)).toEqual(['A', undefined, 'C'])
  })

  it('holds no more than its weight, and nothing that outweighs it alone', () => {
    const map = bounded<string>(10, ({ length }) => length)
    map.set('a', '4444')
    map.set('b', '4444')
    map.set('a', '666666')
    expect(['a', 'b'].map(map.get)).toEqual(['666666', '4444'])
    map.set('c', '1')
    expect(['a', 'b', 'c'].map(map.get)).toEqual([undefined, '4444', '1'])
    map.set('b', 'far too long')
    expect(['b', 'c'].map(map.get)).toEqual([undefined, '1'])
  })
})
