/** Starts the service. What needs a recent Node is imported after the check that says so in a sentence. */
import './check-node.js'

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
  console.error(`错误：${error.message}`)
  process.exit(2)
}
