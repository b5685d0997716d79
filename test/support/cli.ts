import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runCommandLine } from '../../server/commands/command-line.ts'
import { terminalColumns } from '../../server/terminal.ts'

export interface CliResult {
  status: number | null
  stdout: string
  stderr: string
  /** Wall time; a child process that hangs is killed after its limit and has status null. */
  milliseconds: number
}

interface Surroundings {
  cwd?: string
  input?: string | Uint8Array
  env?: Record<string, string>
  /** Whether a person watches. */
  terminal?: boolean
  /** Set off by Ctrl+C. */
  stopped?: AbortSignal
}

/** Runs a command line in this process, its packs loaded once; `cwd` is where the person stands. */
export async function runCli(
  args: readonly string[],
  {
    cwd = process.cwd(),
    input = '',
    env = {},
    terminal = false,
    stopped = new AbortController().signal,
  }: Surroundings = {},
): Promise<CliResult> {
  const started = performance.now()
  let stdout = ''
  let stderr = ''
  const status = await runCommandLine(args, {
    out: (text) => {
      stdout += text
    },
    err: (text) => {
      stderr += text
    },
    readStdin: async () => Buffer.from(input),
    cwd,
    env: { ...process.env, INIT_CWD: cwd, ...env },
    columns: terminalColumns({}),
    terminal,
    stopped,
    now: () => new Date(),
  })
  return { status, stdout, stderr, milliseconds: performance.now() - started }
}

const server = join(import.meta.dirname, '../../server')
// As `npm run zhunsheng` starts it.
const command = ['--import', join(server, 'check-node.js'), join(server, 'cli.ts')]

/** Runs the real command line as a child process, standing in `cwd`. */
export function spawnCli(
  args: readonly string[],
  options: Surroundings & { limit?: number } = {},
): Promise<CliResult> {
  const started = performance.now()
  const { cwd = process.cwd(), limit = 60_000, env = {} } = options
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...command, ...args], {
      env: { ...process.env, INIT_CWD: cwd, ...env },
      timeout: limit,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (status) =>
      resolve({ status, stdout, stderr, milliseconds: performance.now() - started }),
    )
    // The command may refuse before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
  })
}
