/** Starts the service. What needs a recent Node is imported only after the check that says so in a sentence. */
const leastNapi = 10

const fail = (message: string): never => {
  console.error(`错误：${message}`)
  process.exit(2)
}

if (Number(process.versions.napi) < leastNapi)
  fail(
    `准绳需要 Node.js 24 或更高版本，现在是 ${process.versions.node}：请从 https://nodejs.org 安装后再启动。`,
  )

const { AppError } = await import('./errors.ts')
const { readConfig } = await import('./config.ts')
const { startService } = await import('./serve.ts')

try {
  const service = await startService(readConfig(process.env, process.argv.slice(2)))
  console.log(`准绳已启动，请在浏览器打开 ${service.url} （按 Ctrl+C 停止）`)
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      await service.stop()
      process.exit(0)
    })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  fail(error.message)
}

export {}
