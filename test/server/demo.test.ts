import { beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../db/audit.ts'
import { seedDemo } from '../../server/demo.ts'
import { openStore, startApp, type TestApp } from '../support/app.ts'

describe('the fictional counties of the packs', () => {
  let demo: TestApp
  beforeAll(async () => {
    const db = await openStore()
    await seedDemo({ db, now: () => new Date('2026-03-01T04:00:00.000Z'), dist: 'dist' })
    demo = await startApp({ db })
  })

  it('are one for each built-in pack that has one', async () => {
    const { body } = await demo.get<{ counties: { id: string; name: string }[] }>('/api/counties')
    expect(body.counties.map(({ name }) => name)).toEqual(expect.arrayContaining(['澄安县', '漪川县']))
    expect(await verifyAudit(demo.db, 'yichuan')).toMatchObject({ fault: null })
  })

  it('hold a report that differs from the registers in one figure', async () => {
    const at = '/api/counties/yichuan/2025/townships/xiangyue'
    const { body } = await demo.get<{ findings: { message: string }[] }>(`${at}/assessment`)
    expect(JSON.stringify(body.findings)).toContain('负责人出庭的庭审')
    expect(body.findings).toHaveLength(1)
  })
})
