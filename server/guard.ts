import type { Context, MiddlewareHandler } from 'hono'
import { isLoopback } from './config.ts'
import { AppError } from './errors.ts'

const headers = Object.entries({
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
})

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Headers on every answer, and who may ask at all. */
export const guard: MiddlewareHandler = async (c, next) => {
  // Before next(): after it they cost several times as much.
  for (const [name, value] of headers) c.header(name, value)
  if (c.req.path.startsWith('/api/')) c.header('Cache-Control', 'no-store')
  assertLocal(c)
  if (writes.has(c.req.method)) assertOwnPage(c)
  await next()
}

/** As the browser was asked for it; names of machines have no case. */
const hostOf = (c: Context): string => (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()

/** Without the port, and without the dot that ends a name written in full. */
const hostName = (host: string): string => host.replace(/:\d+$/, '').replace(/\.$/, '')

/** Without a password, only this machine may ask: a page elsewhere whose name is bent to this address may not. */
const assertLocal = (c: Context): void => {
  if (!isLoopback(hostName(hostOf(c))))
    throw new AppError('foreign_host', '单机使用只接受本机访问，请使用 http://localhost 打开。')
}

/** Another site's page must not write here, whatever a browser lets it send. */
const assertOwnPage = (c: Context): void => {
  const origin = c.req.header('origin')?.toLowerCase()
  const site = c.req.header('sec-fetch-site')
  if (
    (origin !== undefined && origin !== `http://${hostOf(c)}`) ||
    (site !== undefined && site !== 'same-origin')
  )
    throw new AppError('foreign_origin', '只接受本系统页面提交的内容。')
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const isForm = type === 'multipart/form-data' && /\/(documents|imports)$/.test(c.req.path)
  if (type !== 'application/json' && !isForm)
    throw new AppError('wrong_content_type', '请以 JSON 提交（Content-Type: application/json）。')
}
