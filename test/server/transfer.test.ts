import { describe, expect, it } from 'vitest'
import { findEvidenceVersion, readEvidence } from '../../db/evidence.ts'
import { toEvidence } from '../../db/gathered.ts'
import { Stopped } from '../../server/commands/progress.ts'
import { openCounty } from '../../server/places.ts'
import { importCounty, type Transfer } from '../../server/transfer.ts'
import { at, startApp, type TestApp, townships } from '../support/app.ts'

const county = '/api/counties/test/2025'

/** A township with something of every kind: rows changed and deleted, states, totals, a report decided on, choices. */
const filled = async (app: TestApp) => {
  const rows = `${at()}/registers/villages/rows`
  const ok = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBeLessThan(300)
  }
  for (const name of ['东岭村', '石桥村', '柳湾社区'])
    await ok(app.send('POST', rows, { values: { name, kind: name.slice(-2) === '社区' ? '社区' : '村' } }))
  await ok(app.send('PUT', `${rows}/2`, { version: 1, values: { name: '西石桥村', kind: '村' } }))
  await ok(app.send('DELETE', `${rows}/1`, { version: 1 }))
  await ok(app.send('PUT', `${at()}/registers/villages/state`, { version: 0, state: 'closed' }))
  await ok(app.send('PUT', `${at()}/registers/decisions/state`, { version: 0, state: 'none' }))
  await ok(
    app.send('PUT', `${at()}/statements/legal_advisers.valid`, {
      version: 0,
      value: 2,
      document: '东政发〔2025〕3号',
    }),
  )
  const text = (n: number) =>
    `东桥镇关于2025年度法治政府建设情况的报告\n一、主要举措和成效\n聘请法律顾问${n}名。党委理论学习中心组集体学法2次。\n二、存在的不足和原因\n普法形式不够多样。\n`
  for (const n of [2, 3])
    await ok(app.send('POST', `${at()}/documents`, { name: `报告${n}.txt`, text: text(n) }))
  await ok(app.send('DELETE', `${at()}/documents/d1`, {}))
  const { body } = await app.get<{ claims: { id: string; version: number }[] }>(`${at()}/documents/d2`)
  const claim = body.claims.find(({ id }) => id.startsWith('d2'))!
  await ok(app.send('PUT', `${at()}/claims/${claim.id}`, { version: claim.version, status: 'accepted' }))
  await ok(app.send('PUT', `${at()}/not-applicable/lead-annual-plan`, { version: 0, reason: '当年新设' }))
}

const evidenceOf = async (app: TestApp, id = 'east') => {
  const township = townships.find((one) => one.id === id)!
  const { version: _version, ...stored } = await readEvidence(app.db, {
    county: 'test',
    township: id,
    cycle: 2025,
  })
  return { stored, evidence: toEvidence({ version: 0, ...stored }, township, 2025) }
}

const exported = async (app: TestApp, path: string) => {
  const { status, body } = await app.get<Transfer>(`${path}/export.json`)
  expect(status).toBe(200)
  return body
}

describe('everything a township gave in, as one document', () => {
  it('taken in by an empty store is the same again, row for row, claim for claim, traces of deletion too', async () => {
    const from = await startApp()
    await filled(from)
    const before = await evidenceOf(from)
    for (const kind of ['rows', 'states', 'statements', 'documents', 'claims', 'choices'] as const)
      expect(before.stored[kind].length, kind).toBeGreaterThan(0)
    const carried = await exported(from, at())
    const to = await startApp({ now: '2026-03-20T04:00:00.000Z' })
    const { status, body } = await to.send('POST', `${at()}/import.json`, carried)
    expect([status, body]).toEqual([
      200,
      { taken: [{ township: 'east', name: '东桥镇', documents: 1, rows: 2 }] },
    ])
    const after = await evidenceOf(to)
    expect(after).toEqual(before)
    expect(await exported(to, at())).toEqual(carried)
  })

  it('goes on from there: what is added next has an id of its own', async () => {
    const from = await startApp()
    await filled(from)
    const to = await startApp()
    await to.send('POST', `${at()}/import.json`, await exported(from, at()))
    await to.send('PUT', `${at()}/registers/villages/state`, { version: 1, state: 'open' })
    const { status, body } = await to.send<{ row: { id: string } }>(
      'POST',
      `${at()}/registers/villages/rows`,
      { values: { name: '新村', kind: '村' } },
    )
    expect([status, body.row.id]).toEqual([201, '4'])
  })

  it('scores the same on the same day', async () => {
    const from = await startApp()
    await filled(from)
    const to = await startApp()
    await to.send('POST', `${at()}/import.json`, await exported(from, at()))
    const [a, b] = await Promise.all([from, to].map((app) => app.get(`${at()}/assessment`)))
    expect(b!.body).toEqual(a!.body)
  })

  it('of a county holds every township, and comes back as it was', async () => {
    const from = await startApp()
    await filled(from)
    const carried = await exported(from, county)
    expect(carried.townships.map(({ township }) => township.id)).toEqual(['east', 'west'])
    const to = await startApp()
    const { status } = await to.send('POST', `${county}/import.json`, carried)
    expect(status).toBe(200)
    expect(await evidenceOf(to)).toEqual(await evidenceOf(from))
    expect(await exported(to, county)).toEqual(carried)
  })

  it('of a county is taken in as a whole: stopped on the way, no township has any of it', async () => {
    const from = await startApp()
    await filled(from)
    await from.send('POST', `${at('west')}/documents`, {
      name: '报告.txt',
      text: '西桥乡\n聘请法律顾问2名。',
    })
    const carried = await exported(from, county)
    const to = await startApp()
    const open = await openCounty(to.db, { county: 'test', year: 2025 })
    const told: unknown[] = []
    const stopped = importCounty(
      { db: to.db, now: () => new Date() },
      open,
      carried,
      async (done, of, name) => {
        told.push([done, of, name])
        if (done === of) throw new Stopped('停止')
      },
    )
    await expect(stopped).rejects.toThrow(Stopped)
    expect(told).toEqual([
      [0, 2, '东桥镇'],
      [1, 2, '西桥乡'],
      [2, 2, ''],
    ])
    for (const { id } of townships)
      expect(await findEvidenceVersion(to.db, { county: 'test', township: id, cycle: 2025 })).toBe(0)
  })

  it('is refused where there is something already, and for another township, year or pack', async () => {
    const from = await startApp()
    await filled(from)
    const carried = await exported(from, at())
    const codeOf = async (path: string, given: unknown) =>
      (await from.send<{ error: { code: string } }>('POST', `${path}/import.json`, given)).body.error.code
    expect(await codeOf(at(), carried)).toBe('already_exists')
    expect(await codeOf(county, carried)).toBe('already_exists')
    expect(await codeOf(at('west'), carried)).toBe('invalid_evidence')
    expect(await codeOf(at('east', 2024), carried)).toBe('invalid_evidence')
    expect(await codeOf(at('west'), { ...carried, pack: { id: 'national', hash: '' } })).toBe('invalid_input')
  })

  it('with anything the pack does not know is refused whole, and says what', async () => {
    const from = await startApp()
    await filled(from)
    const carried = await exported(from, at())
    const { evidence } = carried.townships[0]!
    evidence.rows.push({ ...evidence.rows[1]!, register: 'no_such', id: '9' })
    evidence.rows.push({ ...evidence.rows[1]!, id: '10', values: { name: '村', kind: '城' } })
    const to = await startApp()
    const { status, body } = await to.send<{ error: { message: string } }>(
      'POST',
      `${at()}/import.json`,
      carried,
    )
    expect(status).toBe(422)
    expect(body.error.message).toContain('没有台账“no_such”')
    expect(body.error.message).toContain('城')
    expect((await evidenceOf(to)).stored.rows).toEqual([])
  })
})
