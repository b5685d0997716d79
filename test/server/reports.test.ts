import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Assessment } from '../../rules/assessment.ts'
import type { ClaimView } from '../../server/claims.ts'
import type { DocumentAnswer, DocumentEntry } from '../../server/documents.ts'
import type { ErrorBody } from '../../server/errors.ts'
import type { RegisterEntry } from '../../server/registers.ts'
import { at, startApp, type TestApp } from '../support/app.ts'

const text = readFileSync('rules/packs/shandong/demo/wangxi.txt', 'utf8')

let app: TestApp
const paste = (body: { name: string; text: string } = { name: '年度报告', text }) =>
  app.send<DocumentAnswer>('POST', `${at()}/documents`, body)
const assessment = async () => (await app.get<Assessment>(`${at()}/assessment`)).body
const itemOf = (result: Assessment, id: string) => result.items.find((item) => item.id === id)
const claimOf = (answer: DocumentAnswer, fact: string) => answer.claims.find((claim) => claim.fact === fact)!

beforeEach(async () => {
  app = await startApp()
})

describe('a report', () => {
  it('is kept with its claims proposed, and none counts yet', async () => {
    const before = await assessment()
    const { status, body } = await paste()
    expect(status).toBe(201)
    expect(body.document).toMatchObject({ kind: 'township_report', year: 2025 })
    expect(body.claims.length).toBeGreaterThan(5)
    const points = [...body.document.text]
    for (const claim of body.claims) {
      expect(claim).toMatchObject({ status: 'proposed', version: 1, document: body.id })
      expect(points.slice(claim.start, claim.end).join('')).toBe(claim.quote)
    }
    const after = await assessment()
    expect(after.score).toEqual(before.score)
    expect(after.document?.text).toBe(body.document.text)
    expect((await app.get<DocumentAnswer>(`${at()}/documents/${body.id}`)).body).toEqual(body)
  })

  it('raises the score by what a person accepts, and lowers it again when that is refused', async () => {
    const { body } = await paste()
    const claim = claimOf(body, 'study_sessions.centre_group')
    const decide = (version: number, status: string) =>
      app.send<{ claim: ClaimView }>('PUT', `${at()}/claims/${claim.id}`, { version, status })
    expect(itemOf(await assessment(), 'learn-centre-group')).toMatchObject({ low: '0' })
    expect((await decide(1, 'accepted')).body.claim).toEqual({ ...claim, status: 'accepted', version: 2 })
    expect(itemOf(await assessment(), 'learn-centre-group')).toMatchObject({ low: '2', outcome: 'met' })
    await decide(2, 'refused')
    expect(itemOf(await assessment(), 'learn-centre-group')).toMatchObject({ low: '0' })
  })

  it('has all its claims accepted in one step, except those a person refused', async () => {
    const { body } = await paste()
    const refused = claimOf(body, 'legal_advisers.valid')
    await app.send('PUT', `${at()}/claims/${refused.id}`, { version: 1, status: 'refused' })
    const all = await app.send<{ claims: ClaimView[] }>('PUT', `${at()}/claims`, {
      status: 'accepted',
      document: body.id,
    })
    expect(all.status).toBe(200)
    const kept = all.body.claims.filter(({ status }) => status !== 'accepted')
    expect(kept.map(({ id }) => id)).toEqual([refused.id])
    const audit = await app.db.selectFrom('audit').select('action').execute()
    expect(audit.map(({ action }) => action).slice(1)).toEqual([
      'document_added',
      'claim_refused',
      'claims_accepted',
    ])
  })

  it('of a kind of township an item is not for shows that item nowhere', async () => {
    const item = 'lead-report-to-congress'
    const listed = async () => {
      const told = text.replace('政府工作报告单列法治建设内容', '法治建设写入政府工作报告')
      const { body } = await paste({ name: '年度报告', text: told })
      const claim = claimOf(body, 'plans.work_report_has_law')
      const { registers } = (await app.get<{ registers: RegisterEntry[] }>(`${at()}/registers`)).body
      const decided = await app.send<{ claims: ClaimView[] }>('PUT', `${at()}/claims`, {
        decisions: [{ id: claim.id, version: 1, status: 'accepted' }],
      })
      return {
        claim: claim.items.includes(item),
        decided: decided.body.claims[0]!.items.includes(item),
        assessed: (await assessment()).claims.some(({ items }) => items.includes(item)),
        register: registers.some(({ items }) => items.some(({ id }) => id === item)),
      }
    }
    expect(await listed()).toEqual({ claim: true, decided: true, assessed: true, register: true })
    app = await startApp()
    await app.db.updateTable('townships').set({ kind: '街道' }).where('id', '=', 'east').execute()
    expect(await listed()).toEqual({ claim: false, decided: false, assessed: false, register: false })
  })

  it('has several claims decided together, each by the version that was seen', async () => {
    const { body } = await paste()
    const [first, second, third] = body.claims
    const decide = (decisions: { id: string; version: number; status: string }[]) =>
      app.send<{ claims: ClaimView[] }>('PUT', `${at()}/claims`, { decisions })
    const answer = await decide([
      { id: first!.id, version: 1, status: 'accepted' },
      { id: second!.id, version: 1, status: 'refused' },
    ])
    expect(answer).toMatchObject({
      status: 200,
      body: {
        claims: [
          { id: first!.id, version: 2, status: 'accepted' },
          { id: second!.id, version: 2, status: 'refused' },
        ],
      },
    })
    const again = await decide([{ id: first!.id, version: 2, status: 'accepted' }])
    expect(again.body.claims).toMatchObject([{ version: 2 }])
    const entries = await app.db.selectFrom('audit').select(['action', 'before', 'after']).execute()
    expect(entries.slice(2)).toEqual([
      {
        action: 'claims_decided',
        before: JSON.stringify({ [first!.id]: 'proposed', [second!.id]: 'proposed' }),
        after: JSON.stringify({ [first!.id]: 'accepted', [second!.id]: 'refused' }),
      },
    ])
    for (const without of [
      { status: 'refused', ids: [third!.id] },
      { status: 'proposed' },
      { status: 'refused', decisions: [{ id: third!.id, version: 1, status: 'refused' }] },
    ])
      expect(await app.send('PUT', `${at()}/claims`, without)).toMatchObject({ status: 422 })
    for (const decisions of [
      [],
      [{ id: third!.id, status: 'accepted' }],
      [
        { id: third!.id, version: 1, status: 'accepted' },
        { id: third!.id, version: 1, status: 'refused' },
      ],
    ])
      expect(await app.send('PUT', `${at()}/claims`, { decisions })).toMatchObject({ status: 422 })
  })

  it('has none of several claims decided when one was decided elsewhere', async () => {
    const { body } = await paste()
    const [first, second] = body.claims
    await app.send('PUT', `${at()}/claims/${second!.id}`, { version: 1, status: 'refused' })
    const decide = (id: string) =>
      app.send<ErrorBody>('PUT', `${at()}/claims`, {
        decisions: [first!.id, id].map((one) => ({ id: one, version: 1, status: 'accepted' })),
      })
    expect(await decide(second!.id)).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'stale_version',
          details: { moved: [{ id: second!.id, current: { version: 2, status: 'refused' } }] },
        },
      },
    })
    expect(await decide('d1-gone')).toMatchObject({
      status: 404,
      body: { error: { code: 'claim_not_found' } },
    })
    const { claims } = await assessment()
    expect(claims.slice(0, 2).map(({ status }) => status)).toEqual(['proposed', 'refused'])
  })

  it('tells the second of two who decide the same claim', async () => {
    const { body } = await paste()
    const path = `${at()}/claims/${body.claims[0]!.id}`
    await app.send('PUT', path, { version: 1, status: 'accepted' })
    expect(await app.send<ErrorBody>('PUT', path, { version: 1, status: 'refused' })).toMatchObject({
      status: 409,
      body: {
        error: { details: { yours: { status: 'refused' }, current: { version: 2, status: 'accepted' } } },
      },
    })
  })

  it('takes its claims away when it is removed', async () => {
    const { body } = await paste()
    await app.send('PUT', `${at()}/claims`, { status: 'accepted', document: body.id })
    expect(await app.send('DELETE', `${at()}/documents/${body.id}`, {})).toMatchObject({ status: 200 })
    expect((await assessment()).claims).toEqual([])
    expect(itemOf(await assessment(), 'learn-centre-group')).toMatchObject({ low: '0' })
    expect((await app.get<{ documents: DocumentEntry[] }>(`${at()}/documents`)).body.documents).toEqual([])
    expect(await app.get(`${at()}/documents/${body.id}`)).toMatchObject({ status: 404 })
    expect((await paste()).body.id).toBe('d2')
  })

  it('of a county counts for no township', async () => {
    const county = text
      .replaceAll('望樨镇', '澄安县')
      .replaceAll('镇党委', '县委')
      .replace('中共澄安县委、澄安县人民政府：', '中共某市委、某市人民政府：')
    const { body } = await paste({ name: '县报告', text: county })
    expect(body.document.kind).toBe('county_report')
    const answer = await app.send<ErrorBody>('PUT', `${at()}/claims/${body.claims[0]!.id}`, {
      version: 1,
      status: 'accepted',
    })
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'claim_counts_nowhere' } } })
    await app.send('PUT', `${at()}/claims`, { status: 'accepted' })
    const decisions = [{ id: body.claims[0]!.id, version: 1, status: 'accepted' }]
    expect(await app.send('PUT', `${at()}/claims`, { decisions })).toMatchObject({ status: 409 })
    expect((await assessment()).claims.some(({ status }) => status === 'accepted')).toBe(false)
  })

  it.each([
    ['application/json', '{"name":'],
    ['multipart/form-data; boundary=x', '--y nothing'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('that arrives broken as %s is refused: %s', async (type, body) => {
    const headers = { 'content-type': type }
    const response = await app.request(`${at()}/documents`, { method: 'POST', headers, body })
    expect([400, 422]).toContain(response.status)
    expect((await response.json()).error.message).toMatch(/\p{Script=Han}/u)
  })

  it('is read from an uploaded page, of which scripts leave nothing', async () => {
    const html = `<!doctype html><html><head><script>alert(1)</script></head><body>${text
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('')}<script>alert(2)</script></body></html>`
    const form = new FormData()
    form.append('file', new File([html], '报告.html', { type: 'text/html' }))
    const response = await app.request(`${at()}/documents`, { method: 'POST', body: form })
    expect(response.status).toBe(201)
    const answer = (await response.json()) as DocumentAnswer
    expect(answer.name).toBe('报告.html')
    expect(answer.document.text).not.toContain('alert')
    expect(claimOf(answer, 'study_sessions.centre_group').value).toBe(2)
  })

  it('is uploaded alone: of two files none is read', async () => {
    const form = new FormData()
    for (const name of ['甲.txt', '乙.txt']) form.append('file', new File([text], name))
    const response = await app.request(`${at()}/documents`, { method: 'POST', body: form })
    expect(response.status).toBe(400)
    expect((await response.json()).error.message).toBe('一次只能上传一份文件，请逐份上传。')
    expect((await app.get<{ documents: DocumentEntry[] }>(`${at()}/documents`)).body.documents).toEqual([])
  })

  it.each([
    ['an empty text', { name: '空', text: '   ' }, 422],
    ['a text in another language', { name: '外文', text: 'lorem ipsum dolor sit amet '.repeat(50) }, 422],
    ['no name', { name: ' ', text }, 422],
    ['no text', { name: '报告' }, 422],
    ['a text far too long', { name: '长', text: '法治'.repeat(1_100_000) }, 413],
  ])('that is %s is refused with a sentence and leaves nothing', async (_what, body, status) => {
    const answer = await app.send<ErrorBody>('POST', `${at()}/documents`, body)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toMatch(/\p{Script=Han}/u)
    expect((await app.get<{ documents: DocumentEntry[] }>(`${at()}/documents`)).body.documents).toEqual([])
  })
})
