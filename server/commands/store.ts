/** The database as commands open it: to look at, and to change only where a command says so. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/connect.ts'
import { dataFolder } from '../config.ts'
import { AppError } from '../errors.ts'
import type { Streams } from './command.ts'

const failures: [RegExp, string][] = [
  [/^SQLITE_NOTADB/, '不是数据库文件，或者已经损坏'],
  [/^SQLITE_(CORRUPT|IOERR)/, '数据库已经损坏'],
  [/^SQLITE_(CANTOPEN|PERM|READONLY|AUTH)/, '打不开，请检查这个文件和所在文件夹的权限'],
  [/^SQLITE_(BUSY|LOCKED)/, '正被另一个程序占用，请稍后再试'],
  [/^SQLITE_ERROR/, '不是准绳的数据库，或者服务还没有在这里启动过'],
]

/** Runs `work` over the database of the data folder. @throws AppError unreadable_file when it cannot be read */
export async function withStore<T>(
  { env }: Streams,
  work: (db: Db) => Promise<T>,
  { readOnly = true }: { readOnly?: boolean } = {},
): Promise<T> {
  const file = join(dataFolder(env, process.cwd()), 'zhunsheng.db')
  if (!existsSync(file))
    throw new AppError('unreadable_file', `没有数据库${file}：请用ZHUNSHENG_DATA指定数据文件夹`)
  // The engine is loaded only by the commands that need it.
  const { connect } = await import('../../db/connect.ts')
  let db: Db | undefined
  try {
    db = connect(file, { readOnly })
    return await work(db)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const failure = failures.find(([pattern]) => pattern.test(code))
    if (!failure) throw cause
    throw new AppError('unreadable_file', `数据库${file}读不了：${failure[1]}`, undefined, { cause })
  } finally {
    await db?.destroy()
  }
}
