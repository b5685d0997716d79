/** The command line `zhunsheng`: finds the command, runs it, turns every failure into one Chinese sentence. */
import { assessCommand } from './commands/assess.ts'
import { auditCommand } from './commands/audit.ts'
import { claimsCommand } from './commands/claims.ts'
import { type Command, helpText, parseInvocation, type Streams, usage } from './commands/command.ts'
import { draftCommand } from './commands/draft.ts'
import { explainCommand } from './commands/explain.ts'
import { frame, type Language } from './commands/frame.ts'
import { gapsCommand } from './commands/gaps.ts'
import { packCommand } from './commands/pack.ts'
import { rankCommand } from './commands/rank.ts'
import { serveCommand } from './commands/serve.ts'
import { targetCommand } from './commands/target.ts'
import { verifyCommand } from './commands/verify.ts'
import { AppError } from './errors.ts'
import { padEnd, terminalColumns } from './terminal.ts'

const commands: readonly Command[] = [
  assessCommand,
  claimsCommand,
  explainCommand,
  gapsCommand,
  draftCommand,
  rankCommand,
  targetCommand,
  verifyCommand,
  packCommand,
  auditCommand,
  serveCommand,
]

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
  columns: terminalColumns(),
  now: () => new Date(),
}

function overview(language: Language): string {
  const words = frame(language)
  const rows = commands.map(({ name, summary }) => `  ${padEnd(name, 8)} ${summary[language]}`)
  const more =
    language === 'zh'
      ? '各命令的用法：zhunsheng <命令> --help'
      : 'Help on a command: zhunsheng <command> --help'
  const title =
    language === 'zh'
      ? '准绳：乡镇（街道）法治政府建设考核工具'
      : 'Zhunsheng: rule-of-law government assessment of townships'
  return [title, '', words.commands, ...rows, '', more, ''].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  const language: Language = argv.includes('en') && argv.includes('--lang') ? 'en' : 'zh'
  if (name === undefined || name.startsWith('-')) {
    if (name !== undefined && !['--help', '-h', '--lang'].includes(name)) throw unknownCommand(name)
    streams.out(overview(language))
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) throw unknownCommand(name)
  if (command.passesOptions && !rest.includes('--help')) {
    return command.run({ args: [...rest], values: noValues, words: frame(language), streams })
  }
  const { args, values, help } = parseInvocation(command, rest)
  if (help) {
    streams.out(helpText(command, values.language))
    return 0
  }
  return command.run({ args, values, words: frame(values.language), streams })
}

const noValues = {
  recorded: false,
  json: false,
  md: false,
  jsonl: false,
  explain: false,
  language: 'zh',
} as const

const unknownCommand = (name: string): AppError =>
  usage(`不认识的命令“${name}”；可用的命令：${commands.map((command) => command.name).join('、')}`)

// A reader such as `head` may close the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const message = error instanceof AppError ? error.message : unexpected(error)
  streams.err(`错误：${message}\n`)
  process.exitCode = 2
}

/** Not foreseen: said so, with what a maintainer needs only when asked for. */
function unexpected(error: unknown): string {
  if (process.env.ZHUNSHENG_DEBUG) console.error(error)
  const what = error instanceof Error ? error.message : String(error)
  return `程序内部出错（${what}）；材料没有改动。请把所用的命令和材料反映给维护人员，设ZHUNSHENG_DEBUG=1可看到详情`
}
