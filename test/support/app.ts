/** The real app over a real store in memory, with an invented county. */
import { connect, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Township } from '../../db/townships.ts'
import { createApp } from '../../server/app.ts'
import { createCounty } from '../../server/set-up.ts'

/** A store in memory, or in the file named, migrated. */
export const openStore = async (file = ':memory:'): Promise<Db> => {
  const db = connect(file)
  await migrate(db)
  return db
}

export const townships: Township[] = [
  { id: 'east', name: '东桥镇', code: '990102101', kind: '镇', groupId: null },
  { id: 'west', name: '西桥乡', code: '990102102', kind: '乡', groupId: null },
]

/** Adds the invented county with its two townships. */
export const addCounty = async (db: Db, id = 'test'): Promise<void> => {
  await createCounty(db, { id, name: '桥梁县', code: '990102', pack: 'shandong' }, townships, {
    at: '2025-06-01T00:00:00.000Z',
    actor: 'test',
  })
}

export type Answer<T> = { status: number; body: T; headers: Headers }

/** Sends JSON to the app and reads JSON from it. */
export interface TestApp {
  db: Db
  request: (path: string, init?: RequestInit) => Promise<Response>
  get: <T>(path: string) => Promise<Answer<T>>
  send: <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown) => Promise<Answer<T>>
}

/** The app with the invented county, as of a day after the year it is assessed for. */
export const startApp = async (options: { db?: Db; now?: string; dist?: string } = {}): Promise<TestApp> => {
  const db = options.db ?? (await openStore())
  await addCounty(db)
  const now = new Date(options.now ?? '2026-03-01T04:00:00.000Z')
  const app = createApp({ db, now: () => now, dist: options.dist ?? 'dist' })
  const request = async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init)
  const read = async <T>(response: Response): Promise<Answer<T>> => ({
    status: response.status,
    body: (await response.json()) as T,
    headers: response.headers,
  })
  return {
    db,
    request,
    get: async (path) => read(await request(path)),
    send: async (method, path, body) =>
      read(
        await request(path, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  }
}

/** Path of a township's year. */
export const at = (township = 'east', year = 2025): string =>
  `/api/counties/test/${year}/townships/${township}`
