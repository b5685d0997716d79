import { beforeAll, describe, expect, it } from 'vitest'
import { at, startApp, type TestApp } from '../support/app.ts'

const rows = `${at()}/registers/decisions/rows`
const body = JSON.stringify({ values: { title: '修桥', meeting_on: '2025-03-10' } })
const json = { 'content-type': 'application/json' }

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

describe('every answer', () => {
  it.each(['/healthz', '/api/counties', '/api/counties/none/2025', '/nothing', '/openapi.json'])(
    'carries the secure headers: %s',
    async (path) => {
      const { headers } = await app.request(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    },
  )

  it('of the API is never kept by a cache', async () => {
    expect((await app.request('/api/counties')).headers.get('cache-control')).toBe('no-store')
  })

  it('that is refused is the one error body, with its headers', async () => {
    const response = await app.request('/api/counties/none/2025')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      error: { code: 'county_not_found', message: expect.stringMatching(/。$/) },
    })
  })
})

describe('without a password', () => {
  it.each([
    'localhost:8787',
    '127.0.0.1',
    '[::1]:8787',
    '127.0.0.1:80',
    'LocalHost:8787',
    'localhost.',
    'localhost.:8787',
  ])('this machine may ask as %s', async (host) => {
    expect((await app.request('/api/counties', { headers: { host } })).status).toBe(200)
  })

  it.each([
    'evil.example',
    'evil.example:8787',
    '192.168.1.5:8787',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost..',
    '.localhost',
    'evil.example.',
  ])('a page whose name is bent to this machine may not: %s', async (host) => {
    const response = await app.request('/api/counties', { headers: { host } })
    expect(response.status).toBe(403)
    expect((await response.json()).error.code).toBe('foreign_host')
  })

  it.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'https://localhost' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a page of another site may not write: %o', async (headers) => {
    const host = { host: 'localhost' }
    const response = await app.request(rows, {
      method: 'POST',
      headers: { ...json, ...host, ...headers },
      body,
    })
    expect(response.status).toBe(403)
    expect((await response.json()).error.code).toBe('foreign_origin')
  })

  it.each([
    ['localhost:8787', 'http://localhost:8787'],
    ['LOCALHOST:8787', 'http://localhost:8787'],
    ['localhost.:8787', 'http://localhost.:8787'],
  ])('its own page may write: %s', async (host, origin) => {
    const headers = { ...json, host, origin, 'sec-fetch-site': 'same-origin' }
    const body = JSON.stringify({ values: { title: host, meeting_on: '2025-03-10' } })
    expect((await app.request(rows, { method: 'POST', headers, body })).status).toBe(201)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a form that a browser sends unasked may not write: %s',
    async (type) => {
      const response = await app.request(rows, { method: 'POST', headers: { 'content-type': type }, body })
      expect(response.status).toBe(415)
    },
  )
})

describe('a body', () => {
  it('that is not JSON is refused in the one form', async () => {
    const response = await app.request(rows, { method: 'POST', headers: json, body: '{"values":' })
    expect(response.status).toBe(400)
    expect((await response.json()).error.code).toBe('malformed_body')
  })

  it.each([
    ['arrays', '['.repeat(100_000), ']'.repeat(100_000)],
    ['objects', `${'{"a":'.repeat(100_000)}1`, '}'.repeat(100_000)],
  ])('that nests %s a hundred thousand times is refused, wherever it does', async (_what, open, close) => {
    for (const nested of [`${open}${close}`, `{"values":{"title":${open}${close}}}`]) {
      const response = await app.request(rows, { method: 'POST', headers: json, body: nested })
      expect(response.status).toBe(422)
      expect((await response.json()).error).toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('嵌套'),
      })
    }
  })

  it('that does not fit names each field in Chinese and repeats nothing of it', async () => {
    const response = await app.request(`${at()}/registers/decisions/state`, {
      method: 'PUT',
      headers: json,
      body: JSON.stringify({ version: -1, state: 'secret-word', more: 'secret-word' }),
    })
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).not.toContain('secret-word')
    expect(JSON.parse(text).error).toMatchObject({
      code: 'invalid_input',
      details: expect.arrayContaining([
        { field: 'version', message: '不能小于0' },
        { field: 'state', message: '应为以下之一：open、closed、none' },
      ]),
    })
  })

  it.each(['content-length', 'chunked'])(
    'of fifty megabytes is refused without being read: %s',
    async (how) => {
      const size = 50 * 1024 * 1024
      let pulled = 0
      const chunk = new Uint8Array(1024 * 1024)
      const stream = new ReadableStream({
        pull(controller) {
          if (pulled >= size) return controller.close()
          pulled += chunk.length
          controller.enqueue(chunk)
        },
      })
      const response = await app.request(`${at()}/documents`, {
        method: 'POST',
        headers: { ...json, ...(how === 'content-length' ? { 'content-length': String(size) } : {}) },
        body: stream,
        // A stream as a body needs it; the type of RequestInit does not know it yet.
        ...{ duplex: 'half' },
      })
      expect(response.status).toBe(413)
      expect((await response.json()).error).toMatchObject({
        code: 'too_large',
        message: expect.stringContaining('8 MB'),
      })
      expect(pulled).toBeLessThan(12 * 1024 * 1024)
    },
  )

  it('an upload of 300 MB is refused before it is read, with the limits in words', async () => {
    const app = await startApp()
    let pulled = 0
    const stream = new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(1024 * 1024))
        if (pulled >= 300) controller.close()
      },
    })
    const response = await app.request(`${at()}/imports`, {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(300 * 1024 * 1024),
      },
      body: stream,
      ...{ duplex: 'half' },
    })
    expect(response.status).toBe(413)
    expect((await response.json()).error.message).toContain('一次共不能超过40 MB，每份不能超过20 MB')
    expect(pulled).toBeLessThan(5)
  })

  it.each(['1999', '2017', '2036', 'abcd', '20250'])(
    'of a year that is none is refused: %s',
    async (year) => {
      const response = await app.request(`/api/counties/test/${year}`)
      expect(response.status).toBe(422)
      expect((await response.json()).error.details).toMatchObject([{ field: 'year' }])
    },
  )
})
