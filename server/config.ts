import { AppError } from './errors.ts'

export interface Config {
  port: number
  host: string
  /** Folder of the database and of files. */
  data: string
  /** One local account without a password (semantics 27). */
  single: boolean
  /** Fill an empty database with the fictional county. */
  demo: boolean
}

/** Whether a host name can only mean this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

const flags = new Set(['--single', '--demo'])

/** Reads the environment and the flags once. */
export const readConfig = (env: Record<string, string | undefined>, args: readonly string[]): Config => {
  const unknown = args.find((arg) => !flags.has(arg))
  if (unknown) throw new AppError('usage', `不认识的参数“${unknown}”；可用：${[...flags].join('、')}。`)
  const port = env.PORT ? Number(env.PORT) : 8787
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new AppError('usage', '环境变量 PORT 应为 0—65535 之间的端口号。')
  const single = args.includes('--single')
  if (!single)
    throw new AppError('usage', '目前只有单机使用方式：请加 --single 启动（多人登录使用在后续版本提供）。')
  const host = env.HOST || '127.0.0.1'
  if (!isLoopback(host))
    throw new AppError('usage', '单机使用没有口令，只能绑定本机地址：请去掉 HOST，或设为 127.0.0.1。')
  return { port, host, data: env.ZHUNSHENG_DATA || './data', single, demo: args.includes('--demo') }
}
