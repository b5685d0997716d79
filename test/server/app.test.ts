import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app.ts'
import { startApp, type TestApp } from '../support/app.ts'

let app: TestApp
const dist = join(mkdtempSync(join(tmpdir(), 'zhunsheng-dist-')), 'dist')

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>准绳</title>')
  writeFileSync(join(dist, 'assets/index-abc.js'), 'export {}')
  writeFileSync(join(dist, '../secret.txt'), 'secret')
  app = await startApp({ dist })
})

describe('the application', () => {
  it('says that it is well, and with which engine', async () => {
    expect(await app.get('/healthz')).toMatchObject({
      status: 200,
      body: { status: 'ok', engine: expect.stringMatching(/^zhunsheng \d/) },
    })
  })

  it('does not say so when the store is gone', async () => {
    const broken = await startApp()
    await broken.db.destroy()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await broken.request('/healthz')).status).toBe(500)
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })

  it('describes every one of its routes', async () => {
    const { body } = await app.get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const handled = createApp({ db: app.db, now: () => new Date(), dist })
      .routes.filter(({ method, path }) => method !== 'ALL' && path !== '/*' && path !== '/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect([...described].sort()).toEqual([...new Set(handled)].sort())
    expect(described.length).toBeGreaterThan(25)
    for (const methods of Object.values(body.paths))
      for (const operation of Object.values(methods))
        expect(operation).toMatchObject({ summary: expect.stringMatching(/\p{Script=Han}/u), responses: {} })
  })
})

describe('the pages', () => {
  const html = { headers: { accept: 'text/html,*/*' } }

  it.each(['/', '/demo/2025', '/demo/2025/yanxi/registers/decisions'])(
    'open at every place in them: %s',
    async (path) => {
      const response = await app.request(path, html)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('准绳')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    },
  )

  it('keep files whose names carry a hash for good', async () => {
    const response = await app.request('/assets/index-abc.js')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-type')).toContain('javascript')
  })

  it.each(['/assets/gone.js', '/api/gone', '/api'])(
    'do not stand in for what is missing: %s',
    async (path) => {
      const response = await app.request(path, html)
      expect(response.status).toBe(404)
      expect((await response.json()).error.code).toBe('path_not_found')
      expect(response.headers.get('cache-control')).toBe('no-store')
    },
  )

  it('say that they are not built yet', async () => {
    const response = await (await startApp({ dist: join(dist, 'nothing') })).request('/', html)
    expect(response.status).toBe(503)
    expect((await response.json()).error.message).toContain('npm run build')
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt'])(
    'never leave their folder: %s',
    async (path) => {
      expect(await (await app.request(path)).text()).not.toContain('secret')
    },
  )
})
