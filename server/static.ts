import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

// Vite writes a hash of the content into these names; every other file may change under its name.
const isHashed = (path: string): boolean => /[/\\]assets[/\\]/.test(path)

/** The built pages. */
export const staticFiles = (dist: string): MiddlewareHandler =>
  serveStatic({
    root: dist,
    onFound: (path, c) => {
      c.header('Cache-Control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })

/** The one page, for every address that is a place in it. */
export const page = (dist: string): MiddlewareHandler =>
  serveStatic({
    path: join(dist, 'index.html'),
    onFound: (_path, c) => {
      c.header('Cache-Control', 'no-cache')
    },
  })
