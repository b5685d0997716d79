/** The commands of `zhunsheng`: finds the one that is named, runs it, turns every failure into one Chinese sentence. */

import type { AppError } from '../errors.ts'
import { padEnd } from '../terminal.ts'
import { assessCommand } from './assess.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { claimsCommand } from './claims.ts'
import { type Command, failureText, helpText, type Streams, usage } from './command.ts'
import { compareCommand } from './compare.ts'
import { draftCommand } from './draft.ts'
import { explainCommand } from './explain.ts'
import { exportCommand } from './export.ts'
import { frame, type Language } from './frame.ts'
import { gapsCommand } from './gaps.ts'
import { importCommand } from './import.ts'
import { packCommand } from './pack.ts'
import { parseInvocation, readStart } from './parse-invocation.ts'
import { Stopped, stoppedStatus } from './progress.ts'
import { rankCommand } from './rank.ts'
import { serveCommand } from './serve.ts'
import { targetCommand } from './target.ts'
import { transferCommand } from './transfer.ts'
import { verifyCommand } from './verify.ts'
import { workbookCommand } from './workbook.ts'

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

async function dispatch(argv: readonly string[], streams: Streams): Promise<number> {
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
  column: [],
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

/** Runs one command line. The exit status: 0, 1 when what was asked for does not hold, 2 for what could not be done. */
export async function runCommandLine(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await dispatch(argv, streams)
  } catch (error) {
    if (error instanceof Stopped) {
      streams.err(`已停止：${error.message}\n`)
      return stoppedStatus
    }
    streams.err(`错误：${failureText(error, streams)}\n`)
    return 2
  }
}
