import { beforeEach, describe, expect, it } from 'vitest'
import { readEvidence } from '../../db/evidence.ts'
import { toEvidence } from '../../db/gathered.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { emptyEvidence } from '../../rules/evidence.ts'
import type { ErrorBody } from '../../server/errors.ts'
import { importEvidence } from '../../server/imports.ts'
import { openPlace } from '../../server/places.ts'
import type { FactEntry, StatementView } from '../../server/statements.ts'
import { at, startApp, type TestApp } from '../support/app.ts'

let app: TestApp
const path = (fact: string) => `${at()}/statements/${fact}`
const state = <T = { statement: StatementView }>(fact: string, body: object) =>
  app.send<T>('PUT', path(fact), { version: 0, ...body })
const factOf = async (id: string) =>
  (await app.get<{ facts: FactEntry[] }>(`${at()}/facts`)).body.facts.find((fact) => fact.id === id)!
const itemOf = async (id: string) =>
  (await app.get<Assessment>(`${at()}/assessment`)).body.items.find((item) => item.id === id)!

beforeEach(async () => {
  app = await startApp()
})

describe('a statement', () => {
  it('counts for its fact at once, with its document number', async () => {
    expect(await factOf('study_sessions.centre_group')).toMatchObject({
      state: 'unknown',
      kind: 'count',
      items: [{ id: 'learn-centre-group' }],
    })
    const set = await state('study_sessions.centre_group', { value: 2, document: '东委发〔2025〕3号' })
    expect(set).toMatchObject({ status: 200, body: { statement: { version: 1, value: 2 } } })
    expect(await factOf('study_sessions.centre_group')).toMatchObject({
      state: 'known',
      value: 2,
      strength: 'recorded',
      statement: { version: 1, value: 2, document: '东委发〔2025〕3号' },
    })
    expect(await itemOf('learn-centre-group')).toMatchObject({ outcome: 'met' })
  })

  it('is corrected and taken back by version, and may be typed in again', async () => {
    await state('study_sessions.centre_group', { value: 2 })
    const late = await state<ErrorBody>('study_sessions.centre_group', { value: 3 })
    expect(late).toMatchObject({
      status: 409,
      body: { error: { details: { yours: { value: 3 }, current: { version: 1, value: 2 } } } },
    })
    expect((await state('study_sessions.centre_group', { version: 1, value: 1 })).status).toBe(200)
    expect(await itemOf('learn-centre-group')).toMatchObject({ outcome: 'partly' })
    const removed = await app.send('DELETE', path('study_sessions.centre_group'), { version: 2 })
    expect(removed.status).toBe(200)
    expect((await factOf('study_sessions.centre_group')).statement).toBeUndefined()
    const again = await state('study_sessions.centre_group', { value: 2 })
    expect(again.body.statement).toEqual({ version: 4, value: 2 })
  })

  it('taken back twice is taken back once', async () => {
    const withdraw = (version: number) => app.send('DELETE', path('study_sessions.centre_group'), { version })
    expect((await withdraw(0)).status).toBe(200)
    await state('study_sessions.centre_group', { value: 2 })
    await withdraw(1)
    const written = async () => ({
      versions: (await app.db.selectFrom('statements').select('version').execute()).length,
      audit: (await app.db.selectFrom('audit').select('seq').execute()).length,
    })
    const before = await written()
    expect(before).toEqual({ versions: 2, audit: 3 })
    expect((await withdraw(0)).status).toBe(200)
    expect((await withdraw(2)).status).toBe(409)
    expect(await written()).toEqual(before)
  })

  it.each([
    ['study_sessions.centre_group', { value: -1 }],
    ['study_sessions.centre_group', { value: 1.5 }],
    ['study_sessions.centre_group', { value: true }],
    ['plans.annual_plan_on', { value: '2025-02-30' }],
    ['plans.annual_plan_on', { value: { from: '2025-03-01', to: '2025-02-01' } }],
    ['study_sessions.centre_group_dates', { value: ['2025-05-15', '昨天'] }],
    ['annual_report.parts', { value: ['没有的部分'] }],
    ['decision_catalog.exists', { value: 3 }],
    ['plans.annual_plan_on', { value: '2025-02-01', hedge: 'gte' }],
  ])('of %s that does not fit its kind is refused: %o', async (fact, body) => {
    const answer = await state<ErrorBody>(fact, body)
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid_statement' } } })
    expect((await factOf(fact)).statement).toBeUndefined()
  })

  it('of more than the whole is refused, once the whole is exactly known', async () => {
    const part = (body: object) => state<ErrorBody>('villages.with_adviser', body)
    await state('villages.total', { value: 30, hedge: 'approx' })
    expect((await part({ value: 31 })).status).toBe(200)
    await state('villages.total', { version: 1, value: 30 })
    for (const body of [{ value: 31 }, { value: 31, hedge: 'gte' }])
      expect(await part({ version: 1, ...body })).toMatchObject({
        status: 422,
        body: {
          error: {
            code: 'invalid_statement',
            message: expect.stringMatching(/31多于“.+”（30个）/),
            details: [{ field: 'value', remedy: expect.any(String) }],
          },
        },
      })
    expect((await factOf('villages.with_adviser')).statement).toMatchObject({ version: 1 })
    expect((await part({ version: 1, value: 31, hedge: 'approx' })).status).toBe(200)
    expect((await part({ version: 2, value: 30 })).status).toBe(200)
  })

  it('of all, where there is nothing to be all of, is refused', async () => {
    await state('villages.total', { value: 'none' })
    expect(await state('villages.with_adviser', { value: 'all' })).toMatchObject({ status: 422 })
    expect(await state('villages.with_adviser', { value: 'none' })).toMatchObject({ status: 200 })
  })

  it('that rows of an open register overrule says so at once', async () => {
    const alone = await state<{ notes: string[] }>('study_sessions.centre_group', { value: 1 })
    expect(alone.body.notes).toEqual([])
    for (const held_on of ['2025-03-10', '2025-06-10']) {
      const values = { held_on, topic: '宪法', body: '理论学习中心组', law_topic: true }
      const added = await app.send('POST', `${at()}/registers/study_sessions/rows`, { values })
      expect(added.status).toBe(201)
    }
    const beside = await state<{ notes: string[] }>('study_sessions.centre_group', { version: 1, value: 1 })
    expect(beside).toMatchObject({ status: 200, body: { statement: { version: 2, value: 1 } } })
    expect(beside.body.notes).toEqual(['填报值与台账不一致，按台账记录计'])
  })

  it('of a fact the pack does not have is refused', async () => {
    expect(await state('nothing.at_all', { value: 1 })).toMatchObject({
      status: 404,
      body: { error: { code: 'fact_not_found' } },
    })
  })
})

describe('a choice', () => {
  it('of a cause is the item’s own, versioned, and stands in the draft', async () => {
    await state('study_sessions.centre_group', { value: 1 })
    const gap = (await app.get<Assessment>(`${at()}/assessment`)).body.gaps.find(
      ({ item }) => item === 'learn-centre-group',
    )!
    const cause = gap.causes[0]!
    const put = (version: number, chosen: string | null) =>
      app.send<ErrorBody>('PUT', `${at()}/causes/learn-centre-group`, { version, cause: chosen })
    expect(await put(0, 'no-such-cause')).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown_cause' } },
    })
    expect(await put(0, cause.id)).toMatchObject({ status: 200, body: { version: 1, cause: cause.id } })
    expect(await put(0, null)).toMatchObject({
      status: 409,
      body: { error: { details: { yours: { cause: null }, current: { version: 1, cause: cause.id } } } },
    })
    const draft = await (await app.request(`${at()}/draft.md`)).text()
    expect(draft).toContain(`原因：${cause.text}`)
    await put(1, null)
    expect(await (await app.request(`${at()}/draft.md`)).text()).toContain('【原因待选】')
  })

  it('to tell an item without material is kept with its version', async () => {
    const put = (version: number, included: boolean) =>
      app.send('PUT', `${at()}/included/dec-catalog`, { version, included })
    expect(await put(0, true)).toMatchObject({ status: 200, body: { version: 1, included: true } })
    expect(await app.get(`${at()}/choices`)).toMatchObject({
      body: { choices: [{ item: 'dec-catalog', kind: 'included', version: 1, value: true }] },
    })
    expect(await put(0, false)).toMatchObject({ status: 409 })
    expect(await app.send('PUT', `${at()}/included/no-item`, { version: 0, included: true })).toMatchObject({
      status: 404,
    })
  })
})

describe('that an item does not apply', () => {
  const item = 'dec-catalog'
  const claim = (version: number, reason: string | null) =>
    app.send<ErrorBody>('PUT', `${at()}/not-applicable/${item}`, { version, reason })
  const answer = (version: number, accepted: boolean | null) =>
    app.send<ErrorBody>('PUT', `${at()}/not-applicable/${item}/answer`, { version, accepted })
  const gapOf = async () =>
    (await app.get<Assessment>(`${at()}/assessment`)).body.gaps.find((gap) => gap.item === item)
  const reason = '全年没有重大行政决策事项'

  it('is claimed with a reason, waits for the county, and holds once that accepts it', async () => {
    expect(await claim(0, reason)).toMatchObject({ status: 200, body: { item, version: 1, reason } })
    expect(await gapOf()).toMatchObject({ kind: 'undecided', text: expect.stringContaining(reason) })
    expect(await answer(0, true)).toMatchObject({ status: 200, body: { item, version: 1, accepted: true } })
    expect(await itemOf(item)).toMatchObject({ outcome: 'not_applicable' })
    expect(await gapOf()).toBeUndefined()
    expect(await answer(1, false)).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await itemOf(item)).outcome).not.toBe('not_applicable')
    expect((await gapOf())?.text).not.toContain(reason)
    const entries = await app.db.selectFrom('audit').select(['action', 'subject', 'after']).execute()
    expect(entries.slice(1)).toEqual([
      {
        action: 'not_applicable_set',
        subject: `2025/east/choices/${item}/not_applicable`,
        after: JSON.stringify(reason),
      },
      ...['true', 'false'].map((after) => ({
        action: 'not_applicable_answer_set',
        subject: `2025/east/choices/${item}/not_applicable_answer`,
        after,
      })),
    ])
  })

  it('is versioned like a row, the answer by itself', async () => {
    await claim(0, reason)
    expect(await claim(0, null)).toMatchObject({
      status: 409,
      body: { error: { details: { yours: { reason: null }, current: { version: 1, reason } } } },
    })
    await answer(0, true)
    expect(await answer(0, false)).toMatchObject({
      status: 409,
      body: { error: { details: { yours: { accepted: false }, current: { version: 1, accepted: true } } } },
    })
  })

  it('loses its answer with the reason it was given to', async () => {
    await claim(0, reason)
    await answer(0, true)
    await claim(1, reason)
    expect(await itemOf(item)).toMatchObject({ outcome: 'not_applicable' })
    await claim(2, '另一个理由')
    expect(await gapOf()).toMatchObject({ kind: 'undecided', text: expect.stringContaining('另一个理由') })
    await answer(2, true)
    await claim(3, null)
    expect((await itemOf(item)).outcome).not.toBe('not_applicable')
    const { choices } = (await app.get<{ choices: object[] }>(`${at()}/choices`)).body
    expect(choices).toEqual([
      { item, kind: 'not_applicable', version: 4, value: null },
      { item, kind: 'not_applicable_answer', version: 4, value: null },
    ])
  })

  it('can be answered only where it is claimed, and claimed only with a reason', async () => {
    expect(await answer(0, true)).toMatchObject({
      status: 409,
      body: { error: { code: 'nothing_to_answer' } },
    })
    expect((await claim(0, '  ')).status).toBe(422)
    const path = `${at()}/not-applicable/no-item`
    expect((await app.send('PUT', path, { version: 0, reason })).status).toBe(404)
    expect((await app.send('PUT', `${path}/answer`, { version: 0, accepted: true })).status).toBe(404)
  })

  it('is taken over from an envelope with its answer', async () => {
    const open = await openPlace(app.db, { county: 'test', year: 2025, township: 'east' })
    const notApplicable = {
      [item]: { reason, accepted: true },
      'learn-centre-group': { reason, accepted: null },
    }
    const deps = { db: app.db, now: () => new Date() }
    await importEvidence(deps, open, { ...emptyEvidence('东桥镇', '镇', 2025), notApplicable })
    expect(toEvidence(await readEvidence(app.db, open.place), open.township, 2025)).toMatchObject({
      notApplicable,
    })
  })
})
