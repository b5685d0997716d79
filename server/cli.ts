/** The command line `zhunsheng`: finds the command, runs it, turns every failure into one Chinese sentence. */
import './check-node.js'
import { assessCommand } from './commands/assess.ts'
import { auditCommand } from './commands/audit.ts'
import { backupCommand } from './commands/backup.ts'
import { claimsCommand } from './commands/claims.ts'
import {
  type Command,
  failureText,
  helpText,
  parseInvocation,
  readStart,
  type Streams,
  usage,
} from './commands/command.ts'
import { compareCommand } from './commands/compare.ts'
import { draftCommand } from './commands/draft.ts'
import { explainCommand } from './commands/explain.ts'
import { exportCommand } from './commands/export.ts'
import { frame, type Language } from './commands/frame.ts'
import { gapsCommand } from './commands/gaps.ts'
import { importCommand } from './commands/import.ts'
import { packCommand } from './commands/pack.ts'
import { rankCommand } from './commands/rank.ts'
import { serveCommand } from './commands/serve.ts'
import { targetCommand } from './commands/target.ts'
import { transferCommand } from './commands/transfer.ts'
import { verifyCommand } from './commands/verify.ts'
import { workbookCommand } from './commands/workbook.ts'
import type { AppError } from './errors.ts'
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
  compareCommand,
  exportCommand,
  workbookCommand,
  importCommand,
  packCommand,
  auditCommand,
  backupCommand,
  transferCommand,
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
  const { language, help, name, rest } = readStart(argv)
  if (name === undefined) {
    streams.out(overview(language))
    return help ? 0 : 2
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) throw unknownCommand(name)
  if (command.passesOptions && !help && !rest.includes('--help')) {
    return command.run({ args: rest, values: { ...noValues, language }, words: frame(language), streams })
  }
  // What stands before the command holds for it, unless it says otherwise.
  const start = ['--lang', language, ...(help ? ['--help'] : [])]
  const { args, values, help: helpAsked } = parseInvocation(command, [...start, ...rest])
  if (helpAsked) {
    streams.out(helpText(command, values.language))
    return 0
  }
  return command.run({ args, values, words: frame(values.language), streams })
}

const noValues = {
  recorded: false,
  json: false,
  md: false,
  html: false,
  jsonl: false,
  explain: false,
  sources: false,
}

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
  streams.err(`错误：${failureText(error)}\n`)
  process.exitCode = 2
}
