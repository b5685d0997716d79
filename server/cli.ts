/** The program `zhunsheng`: the command line of this process. */
import './check-node.js'
import type { Streams } from './commands/command.ts'
import { runCommandLine } from './commands/command-line.ts'
import { stoppedStatus } from './commands/progress.ts'
import { terminalColumns } from './terminal.ts'

const stop = new AbortController()
process.on('SIGINT', () => {
  // Whoever presses it again does not want to wait for the step that is being done.
  if (stop.signal.aborted) process.exit(stoppedStatus)
  stop.abort()
})

const streams: Streams = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  async readStdin() {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
    return new Uint8Array(Buffer.concat(chunks))
  },
  // npm runs scripts in the package's folder and leaves in INIT_CWD where the person stands.
  cwd: process.env.INIT_CWD || process.cwd(),
  env: process.env,
  columns: terminalColumns(),
  terminal: process.stderr.isTTY === true,
  stopped: stop.signal,
  now: () => new Date(),
}

// A reader such as `head` may close the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runCommandLine(process.argv.slice(2), streams)
