import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve as listen } from '@hono/node-server'
import { connect, type Db } from '../db/connect.ts'
import { StoreTooNew } from '../db/errors.ts'
import { migrate } from '../db/migrate.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { seedDemo } from './demo.ts'
import { AppError } from './errors.ts'
import { ensureLocalCounty } from './set-up.ts'

export interface Service {
  url: string
  /** Finishes the requests under way, then closes the store. */
  stop: () => Promise<void>
}

/** Requests that take longer than this after the signal to stop are cut. */
const patience = 10_000

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

const openStore = (folder: string): Db => {
  try {
    mkdirSync(folder, { recursive: true })
    return connect(join(folder, 'zhunsheng.db'))
  } catch (cause) {
    throw new AppError(
      'usage',
      `数据文件夹“${folder}”不能使用：请检查是否存在同名文件、有无写入权限和磁盘空间。`,
      undefined,
      { cause },
    )
  }
}

const bringUpToDate = async (db: Db): Promise<void> => {
  try {
    await migrate(db)
  } catch (cause) {
    if (!(cause instanceof StoreTooNew)) throw cause
    throw new AppError(
      'usage',
      `数据库由更新版本的准绳写成（${cause.migrations.join('、')}），本版本不能打开，没有改动。请使用更新的版本，或者换一个数据文件夹（ZHUNSHENG_DATA）。`,
      undefined,
      { cause },
    )
  }
}

/** Opens the store, brings it up to date, fills what is empty and listens. */
export const startService = async (config: Config): Promise<Service> => {
  const db = openStore(config.data)
  try {
    await bringUpToDate(db)
    const deps = { db, now: () => new Date(), dist: join(import.meta.dirname, '../dist') }
    if (config.demo) await seedDemo(deps)
    await ensureLocalCounty(db, config, deps.now())
    const server = await bind(createApp(deps).fetch, config)
    const address = server.address()
    const port = address && typeof address === 'object' ? address.port : config.port
    const name = config.host === '127.0.0.1' ? 'localhost' : config.host
    return { url: `http://${name}:${port}`, stop: () => stop(server, db) }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const bind = (fetch: (request: Request) => Response | Promise<Response>, { port, host }: Config) =>
  new Promise<Server>((resolve, reject) => {
    const server = listen({ fetch, port, hostname: host }, () => resolve(server)) as Server
    server.once('error', (cause) => {
      if (!hasCode(cause, 'EADDRINUSE', 'EACCES')) return reject(cause)
      reject(
        new AppError(
          'usage',
          `端口 ${port} 不能使用（已被占用或没有权限）：请关闭占用它的程序，或换一个端口，如 PORT=8790。`,
          undefined,
          { cause },
        ),
      )
    })
  })

const stop = async (server: Server, db: Db): Promise<void> => {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
  await db.destroy()
}
