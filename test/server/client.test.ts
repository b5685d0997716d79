import { hc } from 'hono/client'
import { describe, expect, it } from 'vitest'
import type { App } from '../../server/app.ts'
import { startApp } from '../support/app.ts'

describe('the types of the routes', () => {
  it('reach a client: paths, bodies, answers and the one error body', async () => {
    const app = await startApp()
    const client = hc<App>('http://localhost', {
      fetch: (input: RequestInfo | URL, init?: RequestInit) => {
        const { pathname } = new URL(String(input))
        return app.request(pathname, init)
      },
    })
    const township = client.api.counties[':county'][':year'].townships[':township']
    const param = { county: 'test', year: '2025', township: 'east' }
    const rows = township.registers[':register'].rows
    const added = await rows.$post({
      param: { ...param, register: 'decisions' },
      json: { values: { title: '修桥', meeting_on: '2025-03-10' } },
    })
    expect(added.status).toBe(201)
    if (added.status === 201) expect((await added.json()).row.version).toBe(1)
    const assessment = await township.assessment.$get({ param })
    if (assessment.status === 200) expect((await assessment.json()).township.year).toBe(2025)
    const missing = await township.assessment.$get({ param: { ...param, township: 'none' } })
    expect(missing.status).toBe(404)
    if (missing.status === 404) expect((await missing.json()).error.code).toBe('township_not_found')
  })
})
