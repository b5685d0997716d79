import { resolve } from 'node:path'
import { AppError } from './errors.ts'

export interface Config {
  port: number
  host: string
  /** Folder of the database and of files. */
  data: string
  /** Fill an empty database with the fictional county. */
  demo: boolean
  /** Names of one's own county and township, for a database that does not have them yet. */
  county: string | null
  township: string | null
}

export type Environment = Record<string, string | undefined>

/**
 * Folder of the database. npm runs scripts in the package's folder and leaves in INIT_CWD where the person stands, from
 * where a relative path is meant; the default is found again wherever that is.
 */
export const dataFolder = (env: Environment, cwd: string): string =>
  env.ZHUNSHENG_DATA ? resolve(env.INIT_CWD || cwd, env.ZHUNSHENG_DATA) : resolve(cwd, 'data')

/** Whether a host name can only mean this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

const usage =
  '可用：--single（单机使用）、--demo（附虚构的示例县）、--county 县名 --township 乡镇名（新建本地数据）'

const readFlags = (args: readonly string[]) => {
  const flags = { single: false, demo: false, county: null as string | null, township: null as string | null }
  const rest = [...args]
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--single') flags.single = true
    else if (flag === '--demo') flags.demo = true
    else if (flag === '--county' || flag === '--township') {
      const name = rest.shift()?.trim()
      if (!name || name.startsWith('--')) throw new AppError('usage', `${flag} 后面要写名称。${usage}。`)
      flags[flag === '--county' ? 'county' : 'township'] = name.slice(0, 60)
    } else throw new AppError('usage', `不认识的参数“${flag.slice(0, 60)}”。${usage}。`)
  }
  return flags
}

/** Reads the environment and the flags once. */
export const readConfig = (env: Environment, args: readonly string[], cwd = process.cwd()): Config => {
  const { single, ...flags } = readFlags(args)
  if (!single) throw new AppError('usage', '目前只有单机使用方式，请加 --single 启动；多人登录使用尚未提供。')
  const port = env.PORT ? Number(env.PORT) : 8787
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new AppError('usage', '环境变量 PORT 应为 0—65535 之间的端口号。')
  const host = env.HOST || '127.0.0.1'
  if (!isLoopback(host))
    throw new AppError('usage', '单机使用没有口令，只能绑定本机地址：请去掉 HOST，或设为 127.0.0.1。')
  if (env.DATABASE_URL)
    throw new AppError('usage', '目前只用本机的 SQLite 数据库：请去掉环境变量 DATABASE_URL。')
  return { port, host, data: dataFolder(env, cwd), ...flags }
}
