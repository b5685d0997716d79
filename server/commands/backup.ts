import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { type Command, usage } from './command.ts'
import { beforeWriting } from './progress.ts'
import { withStore } from './store.ts'

/** Copies the database, whole at one moment, also while the service runs. */
export const backupCommand: Command = {
  name: 'backup',
  operands: 'FILE',
  summary: {
    zh: '备份数据到一个新文件，服务运行时也可以。恢复：停止服务，把它作为zhunsheng.db放进空的数据文件夹',
    en: 'Copy the data into a new file, also while the service runs. To restore, stop the service and put it as zhunsheng.db into an empty data folder',
  },
  options: [],
  examples: ['backup ../备份/2026-01-20.db'],
  async run({ args, streams }) {
    const [name] = args
    if (name === undefined || args.length > 1) throw usage('用法：backup FILE（写一个新文件的名称）')
    const file = resolve(streams.cwd, name)
    if (existsSync(file))
      throw new AppError('already_exists', `${name}：已经有这个文件，没有备份；请换一个名称`)
    const { copyStore } = await import('../../db/backup.ts')
    const { listCounties } = await import('../../db/counties.ts')
    await withStore(streams, async (db) => {
      // Read first: what is wrong with the store is told as such, the rest is about the new file.
      await listCounties(db)
      await beforeWriting(streams)
      const begun = `${file}.${process.pid}.tmp`
      const copy = async () => {
        await copyStore(db, begun)
        renameSync(begun, file)
      }
      await copy().catch((cause) => {
        if (existsSync(begun)) rmSync(begun)
        throw new AppError(
          'unreadable_file',
          `${name}：没有备份成，请检查写入的文件夹、权限和磁盘空间，并用audit verify核验数据库`,
          undefined,
          { cause },
        )
      })
    })
    streams.out(`已备份到${file}\n`)
    return 0
  },
}
