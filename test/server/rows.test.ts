import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyAudit } from '../../db/audit.ts'
import type { Assessment } from '../../rules/assessment.ts'
import type { ErrorBody } from '../../server/errors.ts'
import type { RegisterEntry, RegisterView, RowView } from '../../server/registers.ts'
import { at, openStore, startApp, type TestApp } from '../support/app.ts'

const decisions = `${at()}/registers/decisions`
const bridge = { title: '修桥', meeting_on: '2025-03-10', in_catalogue: true }

let app: TestApp
const add = (values: RowView['values'] = bridge) =>
  app.send<{ row: RowView }>('POST', `${decisions}/rows`, { values })
const put = <T>(row: string, body: unknown) => app.send<T>('PUT', `${decisions}/rows/${row}`, body)
const register = async () => (await app.get<RegisterView>(decisions)).body

beforeEach(async () => {
  app = await startApp()
})

describe('rows of a register', () => {
  it('are added, corrected and deleted, each as a new version', async () => {
    expect(await add()).toMatchObject({ status: 201, body: { row: { id: '1', version: 1, values: bridge } } })
    const corrected = await put('1', { version: 1, values: { ...bridge, title: '建桥' } })
    expect(corrected).toMatchObject({ status: 200, body: { row: { version: 2, values: { title: '建桥' } } } })
    const deleted = await app.send('DELETE', `${decisions}/rows/1`, { version: 2 })
    expect(deleted).toMatchObject({ status: 200, body: { row: { id: '1', version: 3 } } })
    expect((await register()).rows).toEqual([])
    const versions = await app.db
      .selectFrom('rows')
      .select(['version', 'deleted'])
      .orderBy('version')
      .execute()
    expect(versions).toEqual([
      { version: 1, deleted: 0 },
      { version: 2, deleted: 0 },
      { version: 3, deleted: 1 },
    ])
  })

  it('do not reuse the id of a deleted row', async () => {
    await add()
    await app.send('DELETE', `${decisions}/rows/1`, { version: 1 })
    expect((await add()).body.row).toMatchObject({ id: '2', version: 1 })
  })

  it('tell the second of two tabs, with both versions, and keep the first', async () => {
    await add()
    await put('1', { version: 1, values: { ...bridge, title: '先改的' } })
    const second = await put<ErrorBody>('1', { version: 1, values: { ...bridge, title: '后改的' } })
    expect(second.status).toBe(409)
    expect(second.body.error).toMatchObject({
      code: 'stale_version',
      details: {
        yours: { ...bridge, title: '后改的' },
        current: { version: 2, values: { ...bridge, title: '先改的' } },
      },
    })
    expect((await register()).rows.map(({ values }) => values.title)).toEqual(['先改的'])
  })

  it('tell whoever corrects a row that was deleted meanwhile', async () => {
    await add()
    await app.send('DELETE', `${decisions}/rows/1`, { version: 1 })
    const late = await put<ErrorBody>('1', { version: 1, values: bridge })
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'row_deleted' } } })
    expect((await register()).rows).toEqual([])
  })

  it('let only one of many writers with the same version through', async () => {
    await add()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        put('1', { version: 1, values: { ...bridge, title: `第${number}人` } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
    expect((await register()).rows).toMatchObject([{ version: 2 }])
  })

  it('added at the same time are all kept', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, number) => add({ ...bridge, title: `第${number}项` })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect((await register()).rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })

  it('name every cell that does not fit, with the remedy', async () => {
    const answer = await add({ title: '修桥', meeting_on: '2025-02-30', review_result: '很好', cost: 3 })
    expect(answer.status).toBe(422)
    const { error } = answer.body as unknown as ErrorBody
    expect(error.code).toBe('invalid_row')
    const details = error.details as { field: string; message: string; remedy: string }[]
    expect(details.map(({ field }) => field).sort()).toEqual(['cost', 'meeting_on', 'review_result'])
    expect(details.find(({ field }) => field === 'meeting_on')?.message).toContain('2月没有30日')
    expect(details.every(({ remedy }) => remedy.length > 0)).toBe(true)
    expect((await register()).rows).toEqual([])
  })

  it('refuse the same decision twice, and a second row where there is one a year', async () => {
    await add()
    const again = await add({ ...bridge, in_catalogue: false })
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'duplicate_row' } } })
    expect(await add({ ...bridge, title: '修路' })).toMatchObject({ status: 201 })
  })

  it('refuse a correction that makes a row another one again', async () => {
    await add()
    await add({ ...bridge, title: '修路' })
    const again = await put<ErrorBody>('2', { version: 1, values: bridge })
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'duplicate_row' } } })
    expect((await register()).rows[1]).toMatchObject({ version: 1, values: { title: '修路' } })
    expect(
      (await put('2', { version: 1, values: { ...bridge, title: '修路', in_catalogue: false } })).status,
    ).toBe(200)
  })

  it('refuse keys that would reach a prototype', async () => {
    const response = await app.request(`${decisions}/rows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"values":{"title":"修桥","meeting_on":"2025-03-10","__proto__":{"polluted":true}}}',
    })
    expect(response.status).toBe(422)
    expect((await response.json()).error.message).toContain('__proto__')
    expect((await add({ ...bridge, constructor: 'x' })).status).toBe(422)
  })

  it('of a register the pack does not have are refused with the choices', async () => {
    const answer = await app.send<ErrorBody>('POST', `${at()}/registers/nothing/rows`, { values: {} })
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'register_not_found' } } })
    expect(answer.body.error.message).toContain('重大行政决策台账')
  })
})

describe('the state of a register', () => {
  const setState = <T>(version: number, state: string) =>
    app.send<T>('PUT', `${decisions}/state`, { version, state })

  it('is open until a person closes it', async () => {
    expect(await register()).toMatchObject({ state: 'open', version: 0 })
    await add()
    expect(await setState(0, 'closed')).toMatchObject({ status: 200, body: { state: 'closed', version: 1 } })
    const { body } = await app.get<{ registers: RegisterEntry[] }>(`${at()}/registers`)
    expect(body.registers.find(({ id }) => id === 'decisions')).toMatchObject({
      state: 'closed',
      version: 1,
      rows: 1,
    })
  })

  it('needs a row to be closed, and none to be signed as empty', async () => {
    expect(await setState(0, 'closed')).toMatchObject({
      status: 409,
      body: { error: { code: 'register_empty' } },
    })
    await add()
    expect(await setState(0, 'none')).toMatchObject({
      status: 409,
      body: { error: { code: 'register_has_rows' } },
    })
  })

  it('keeps the rows of a closed register from changing until it is opened again', async () => {
    await add()
    await setState(0, 'closed')
    const refused = { status: 409, body: { error: { code: 'register_not_open' } } }
    expect(await add({ ...bridge, title: '修路' })).toMatchObject(refused)
    expect(await put('1', { version: 1, values: bridge })).toMatchObject(refused)
    expect(await app.send('DELETE', `${decisions}/rows/1`, { version: 1 })).toMatchObject(refused)
    await setState(1, 'open')
    expect((await add({ ...bridge, title: '修路' })).status).toBe(201)
  })

  it('is versioned like a row', async () => {
    await setState(0, 'none')
    const late = await setState<ErrorBody>(0, 'open')
    expect(late).toMatchObject({
      status: 409,
      body: { error: { details: { yours: { state: 'open' }, current: { version: 1, state: 'none' } } } },
    })
  })
})

describe('each change of evidence', () => {
  it('commits its score and its audit entry with it', async () => {
    await add({ ...bridge, review_on: '2025-03-01', review_result: '合法' })
    await app.send('PUT', `${decisions}/state`, { version: 0, state: 'closed' })
    const { body } = await app.get<Assessment>(`${at()}/assessment`)
    const stored = await app.db.selectFrom('assessments').selectAll().orderBy('evidenceVersion').execute()
    expect(stored.map(({ evidenceVersion }) => evidenceVersion)).toEqual([1, 2])
    expect(stored.at(-1)).toMatchObject({
      evidenceSet: 'self',
      packHash: body.pack.hash,
      asOf: body.asOf,
      evidenceHash: body.evidence,
      holidaysHash: body.holidays,
    })
    const { raw, scaled } = body.score
    expect(JSON.parse(stored.at(-1)!.score)).toMatchObject({
      raw: { low: raw.low, high: raw.high },
      scaled: { low: scaled.low, high: scaled.high },
    })
    const entries = await app.db.selectFrom('audit').select(['action', 'subject', 'actor']).execute()
    expect(entries.slice(1)).toEqual([
      { action: 'row_added', subject: '2025/east/rows/decisions/1', actor: 'local' },
      { action: 'register_state_set', subject: '2025/east/registers/decisions/state', actor: 'local' },
    ])
    expect(await verifyAudit(app.db, 'test')).toMatchObject({ entries: 3, fault: null })
  })

  it('that is refused leaves no score and no audit entry', async () => {
    await add()
    await put('1', { version: 9, values: bridge })
    const { body } = await app.get<RegisterView>(decisions)
    expect(body.rows).toMatchObject([{ version: 1 }])
    expect(await app.db.selectFrom('assessments').selectAll().execute()).toHaveLength(1)
    expect(await verifyAudit(app.db, 'test')).toMatchObject({ entries: 2, fault: null })
  })

  it('is undone whole when a later step of it fails', async () => {
    await add()
    await app.db.schema.dropTable('auditHeads').execute()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const failed = await add({ ...bridge, title: '修路' })
    expect(failed).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
    expect(JSON.stringify(failed.body)).not.toContain('audit')
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
    expect((await register()).rows).toHaveLength(1)
    expect(await app.db.selectFrom('assessments').selectAll().execute()).toHaveLength(1)
  })
})

describe('a key that is taken although nobody moved the evidence', () => {
  it('is no competitor to wait for, and is told as the fault it is', async () => {
    await add()
    const place = { county: 'test', township: 'east', cycle: 2025 }
    const lost = {
      register: 'decisions',
      id: '2',
      version: 1,
      ordinal: 2,
      values: '{}',
      attached: 0,
      deleted: 0,
    }
    await app.db
      .insertInto('rows')
      .values({ ...place, ...lost, at: '2025-06-01T00:00:00.000Z', actor: 'nobody' })
      .execute()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const failed = await add({ ...bridge, title: '修路' })
    expect(failed).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })
})

describe('a store that another process holds', () => {
  it('is waited for, and then the writer is told that nothing was saved', { timeout: 20_000 }, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'zhunsheng-busy-')), 'store.db')
    const own = await startApp({ db: await openStore(file) })
    const post = () => own.send('POST', `${decisions}/rows`, { values: bridge })
    const other = new SqliteDatabase(file)
    other.exec('begin immediate')
    expect(await post()).toMatchObject({ status: 503, body: { error: { code: 'busy' } } })
    other.exec('rollback')
    expect(await post()).toMatchObject({ status: 201, body: { row: { id: '1' } } })
    other.close()
  })
})
