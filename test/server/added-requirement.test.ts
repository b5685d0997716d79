/**
 * A requirement that nobody has heard of, declared in YAML in a copy of a pack, appears everywhere without a line of code:
 * in the API's register, the form's fields, the reading of a report, the score, the gap, the draft and the explanation.
 */
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Assessment } from '../../rules/assessment.ts'
import type { Register } from '../../rules/pack.ts'
import { createApp } from '../../server/app.ts'
import { packFolder } from '../../server/packs.ts'
import { createCounty } from '../../server/set-up.ts'

const registerYaml = `
id: legal_principals
title: 学校法治副校长台账
keeper: township
key: [school]
fields:
  school:      { label: 学校, type: text, required: true, names_row: true }
  appointed:   { label: 已聘任法治副校长, type: flag, blank_when_closed: false }
  lectures:    { label: 授课次数, type: integer }
facts:
  schools.total:
    title: 辖区学校总数
    kind: count
    unit: 所
  schools.with_legal_principal:
    title: 有法治副校长的学校
    kind: share
    over: schools.total
    where: appointed
    claims:
      - share: [所]
        of: [法治副校长]
        reads: { 为4所学校聘任了法治副校长: 4, 法治副校长全覆盖: all }
        skips: [召开法治副校长会议2次]
`

const itemYaml = `
- id: pub-legal-principal
  title: 学校法治副校长
  core: false
  value: 1
  by: period_end
  versions:
    - from: 2020-01-01
      binding: K
      checked: C/C
      basis: [{ law: rural-rol-2020, articles: [] }]
      clause: 辖区学校均聘任法治副校长的，得满分；未达到的，按比例得分。
      score:
        ratio_linear: { of: schools.with_legal_principal, over: schools.total, target: 1 }
  empty: { treat: renormalise, within: dimension }
  evidence: [聘书]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 2, text: 为未覆盖的学校聘任法治副校长 }
  causes: [staff]
  says:
    met: 辖区学校均聘任法治副校长
    shortcoming: '{{ short }}所学校未聘任法治副校长{{ names | bracket }}，占比{{ rate }}'
    shortcoming_rate: '学校法治副校长覆盖率{{ rate }}'
`

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-pack-'))
const pack = join(folder, 'invented')
let db: Db
let send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>

beforeAll(async () => {
  cpSync(packFolder('shandong'), pack, { recursive: true })
  writeFileSync(join(pack, 'registers/legal_principals.yaml'), registerYaml)
  appendFileSync(join(pack, 'items/d8.yaml'), itemYaml)
  db = connect(':memory:')
  await migrate(db)
  const now = () => new Date('2026-02-10T02:00:00Z')
  await createCounty(
    db,
    { id: 'c', name: '虚构县', code: '990199', pack },
    [{ id: 't', name: '虚构镇', code: '990199101', kind: '镇', groupId: null }],
    { at: now().toISOString(), actor: 'test' },
  )
  const app = createApp({ db, now, dist: folder })
  send = async (method, path, body) => {
    const response = await app.request(`http://localhost/api/counties/c/2025/townships/t/${path}`, {
      method,
      headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as never }
  }
})

afterAll(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

const assessment = async (): Promise<Assessment> => (await send('GET', 'assessment')).body
const itemNow = async () => (await assessment()).items.find((item) => item.id === 'pub-legal-principal')!

it('is offered as a register with the fields a form is made of, and says which item reads it', async () => {
  const { body } = await send('GET', 'registers/legal_principals')
  const { register, items } = body as { register: Register; items: { id: string }[] }
  expect(register.fields.map((field) => field.label)).toEqual(['学校', '已聘任法治副校长', '授课次数'])
  expect(items.map((item) => item.id)).toEqual(['pub-legal-principal'])
  const before = await itemNow()
  expect([before.outcome, before.low, before.high]).toEqual(['unknown', '0', '1'])
})

it('is read from a report, and counts once accepted', async () => {
  const text =
    '虚构镇2025年度法治政府建设情况的报告\n一、主要举措和成效\n全年实现法治副校长全覆盖。\n特此报告。'
  const { status, body } = await send('POST', 'documents', { name: '报告.txt', text })
  expect(status).toBe(201)
  const { claims } = body as {
    claims: { id: string; fact: string; version: number; quote: string; items: string[] }[]
  }
  const claim = claims.find((one) => one.fact === 'schools.with_legal_principal')!
  expect(claim.items).toEqual(['pub-legal-principal'])
  expect(claim.quote).toContain('法治副校长全覆盖')
  await send('PUT', `claims/${claim.id}`, { version: claim.version, status: 'accepted' })
  const item = await itemNow()
  expect([item.outcome, item.strength]).toEqual(['met', 'claimed'])
})

it('refuses a row by the declared fields, in words', async () => {
  const { status, body } = await send('POST', 'registers/legal_principals/rows', { values: { lectures: -1 } })
  expect(status).toBe(422)
  expect(JSON.stringify(body)).toContain('学校')
})

it('scores rows, names the school that falls short in gap and draft, and explains the points', async () => {
  for (const [school, appointed] of [
    ['中心小学', true],
    ['第二小学', true],
    ['初级中学', true],
    ['职业学校', false],
  ]) {
    const { status } = await send('POST', 'registers/legal_principals/rows', {
      values: { school, appointed },
    })
    expect(status).toBe(201)
  }
  const state = (await send('GET', 'registers/legal_principals')).body as { version: number }
  await send('PUT', 'registers/legal_principals/state', { version: state.version, state: 'closed' })
  const item = await itemNow()
  expect([item.low, item.high, item.outcome]).toEqual(['0.75', '0.75', 'partly'])
  expect(item.reason.steps.map((step) => step.text)).toContain('1.00 × 3 ÷ 4 = 0.75')
  const { gaps, draft } = await assessment()
  const sentence = '1所学校未聘任法治副校长（职业学校），占比75%'
  expect(gaps.find((gap) => gap.item === item.id)).toMatchObject({
    kind: 'shortcoming',
    lostKnown: '0.25',
    text: sentence,
  })
  expect(draft.paragraphs.some((paragraph) => paragraph.text.includes(sentence))).toBe(true)
})
