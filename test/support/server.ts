import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { type Service, startService } from '../../server/serve.ts'

export interface TestServer {
  url: string
  /** Where its store and files are. */
  data: string
  /** Stops the service and removes its data. */
  stop: () => Promise<void>
  /** Stops it and starts it again on the same data: what a restart keeps. */
  restart: () => Promise<void>
}

/** The real service on a free port, with a data folder of its own and the fictional county. */
export async function startTestServer(): Promise<TestServer> {
  const data = mkdtempSync(join(tmpdir(), 'zhunsheng-data-'))
  const start = (port: number): Promise<Service> =>
    startService(readConfig({ PORT: String(port), ZHUNSHENG_DATA: data }, ['--single', '--demo']))
  let service = await start(0)
  // Restarted on the same port, so that an open page finds it again.
  const port = Number(new URL(service.url).port)
  return {
    url: service.url,
    data,
    async stop() {
      await service.stop()
      rmSync(data, { recursive: true, force: true })
    },
    async restart() {
      await service.stop()
      service = await start(port)
    },
  }
}
