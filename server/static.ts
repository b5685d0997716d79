import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { AppError } from './errors.ts'

/** Set before the file is answered: afterwards the answer is made. */
const caching =
  (value: (path: string) => string): MiddlewareHandler =>
  async (c, next) => {
    c.header('Cache-Control', value(c.req.path))
    await next()
  }

// Vite writes a hash of the content into these names; every other file may change under its name.
const isHashed = (path: string): boolean => path.startsWith('/assets/')
const forgetCaching = (_path: string, c: Context): void => c.header('Cache-Control', 'no-store')

/** An address that is a place in the pages, not a file or a route that is missing. */
const isPlace = (c: Context): boolean =>
  !/^\/(api|assets)(\/|$)/.test(c.req.path) && (c.req.header('accept') ?? '').includes('text/html')

/** The built pages: their files, and the one page for every place in them. */
export const pages = (dist: string): Hono => {
  const index = join(dist, 'index.html')
  if (!existsSync(index))
    return new Hono().get('/*', async (c, next) => {
      if (isPlace(c))
        throw new AppError('pages_not_built', '页面还没有构建：请先运行 npm run build，再启动。')
      await next()
    })
  const page = serveStatic({ path: index })
  return new Hono()
    .get(
      '/*',
      caching((path) => (isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache')),
      serveStatic({ root: dist, onNotFound: forgetCaching }),
    )
    .get(
      '/*',
      caching(() => 'no-cache'),
      async (c, next) => {
        if (isPlace(c)) return page(c, next)
        forgetCaching('', c)
        await next()
      },
    )
}
