import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { connect } from '../../db/connect.ts'
import { startService } from '../../server/serve.ts'
import { openStore } from '../support/app.ts'

it('a database of a newer version is refused in words and stays as it is', async () => {
  const data = mkdtempSync(join(tmpdir(), 'zhunsheng-newer-'))
  const file = join(data, 'zhunsheng.db')
  const newer = await openStore(file)
  await sql`insert into migrations values ('2099_01_01_something', '')`.execute(newer)
  await newer.destroy()
  const started = startService({
    data,
    port: 0,
    host: '127.0.0.1',
    demo: false,
    county: null,
    township: '东桥镇',
  })
  await expect(started).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/更新版本的准绳写成（2099_01_01_something）.*没有改动/),
  })
  const db = connect(file)
  expect(await db.selectFrom('counties').select('id').execute()).toEqual([])
  await db.destroy()
})
