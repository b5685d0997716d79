/** The program `zhunsheng`: the command line of this process. */
import './check-node.js'
import type { Streams } from './commands/command.ts'
import { runCommandLine } from './commands/command-line.ts'
import { terminalColumns } from './terminal.ts'

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
  now: () => new Date(),
}

// A reader such as `head` may close the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runCommandLine(process.argv.slice(2), streams)
