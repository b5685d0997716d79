/** What every command shares: what it is given, its help, output, errors in Chinese. */
import { inspect } from 'node:util'
import type { TownshipKind } from '../../rules/pack.ts'
import type { Environment } from '../config.ts'
import { AppError } from '../errors.ts'
import { type Frame, frame, type Language } from './frame.ts'
import { type OptionName, options } from './options.ts'
import { drawMarkdown, drawTerminal, type Sheet } from './sheet.ts'

/** Where a command reads and writes; the process in real use. */
export interface Streams {
  out(text: string): void
  /** Progress and errors. */
  err(text: string): void
  readStdin(): Promise<Uint8Array>
  /** Where the person stands. */
  cwd: string
  env: Environment
  columns: number
  /** Whether a person watches what `err` writes. */
  terminal: boolean
  /** Set off by Ctrl+C. */
  stopped: AbortSignal
  now(): Date
}

export interface Values {
  pack?: string
  year?: number
  kind?: TownshipKind
  asOf?: string
  recorded: boolean
  json: boolean
  md: boolean
  html: boolean
  jsonl: boolean
  explain: boolean
  county?: string
  countyName?: string
  sources: boolean
  output?: string
  register?: string
  column: string[]
  township?: string
  mode?: 'append' | 'replace'
  score?: string
  grade?: string
  by?: string
  language: Language
}

export interface Invocation {
  /** Arguments that are no options. */
  args: string[]
  values: Values
  words: Frame
  streams: Streams
}

export interface Command {
  name: string
  /** What follows the name. */
  operands: string
  summary: Record<Language, string>
  options: readonly OptionName[]
  examples: readonly string[]
  /** Its options belong to another program, which checks them. */
  passesOptions?: boolean
  /** @returns the exit status */
  run(invocation: Invocation): Promise<number>
}

export const usage = (message: string): AppError => new AppError('usage', message)

/** Any failure as one Chinese sentence. What was not foreseen is told with what a maintainer needs only when asked for. */
export function failureText(error: unknown, { env, err }: Streams): string {
  if (error instanceof AppError) return error.message
  if (env.ZHUNSHENG_DEBUG) err(`${inspect(error)}\n`)
  const what = error instanceof Error ? error.message : String(error)
  return `程序内部出错（${what}）；材料没有改动。请把所用的命令和材料反映给维护人员，设ZHUNSHENG_DEBUG=1可看到详情`
}

/** Usage, options and examples of one command. */
export function helpText(command: Command, language: Language): string {
  const words = frame(language)
  const names: OptionName[] = [...command.options, 'lang', 'help']
  const rows = names.map((name): [string, string] => {
    const { value } = options[name]
    return [`--${name}${value ? ` ${value}` : ''}`, options[name][language]]
  })
  return [
    command.summary[language],
    '',
    `${words.usage}  zhunsheng ${command.name} ${command.operands}`,
    '',
    words.options,
    ...drawTerminal([{ kind: 'fields', fields: rows }], 100)
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    words.examples,
    ...command.examples.map((example) => `  npm run -s zhunsheng -- ${example}`),
    '',
  ].join('\n')
}

/** One JSON value, readable. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Draws a sheet as asked: Markdown with `--md`, else for the terminal. */
export function show(sheet: Sheet, { values, streams }: Invocation): void {
  streams.out(values.md ? drawMarkdown(sheet) : drawTerminal(sheet, streams.columns))
}
