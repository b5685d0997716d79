/** What every command shares: options, output, errors in Chinese. */
import { inspect, type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { isDate } from '../../rules/dates.ts'
import type { TownshipKind } from '../../rules/pack.ts'
import { townshipKinds } from '../../rules/pack.ts'
import type { Environment } from '../config.ts'
import { AppError } from '../errors.ts'
import { type Frame, frame, type Language } from './frame.ts'
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

export interface Option {
  type: 'string' | 'boolean'
  /** What stands for the value in the help. */
  value?: string
  /** May be given several times. */
  multiple?: true
  zh: string
  en: string
}

const optionTable = {
  pack: {
    type: 'string',
    value: 'ID|DIR',
    zh: '指标体系：内置的名称或者文件夹；不写则按材料中的地名选用',
    en: 'Rule pack: built-in id or folder; default by the place named',
  },
  year: {
    type: 'string',
    value: 'YYYY',
    zh: '评价年度；不写则从材料读取',
    en: 'Year assessed; default read from the files',
  },
  kind: {
    type: 'string',
    value: '乡|镇|街道',
    zh: '评价对象类别；不写则从名称判断',
    en: 'Kind of township; default from its name',
  },
  'as-of': {
    type: 'string',
    value: 'YYYY-MM-DD',
    zh: '评价日期；不写则过去年度取举证截止日，当年取今天',
    en: 'Day of assessment; default cut-off of evidence or today',
  },
  evidence: {
    type: 'string',
    value: 'all|recorded',
    zh: 'recorded：不采信报告陈述，只计登记和填报',
    en: 'recorded: leave out claims of the report',
  },
  json: { type: 'boolean', zh: '输出JSON', en: 'Print JSON' },
  md: { type: 'boolean', zh: '输出Markdown', en: 'Print Markdown' },
  html: { type: 'boolean', zh: '输出网页，可以打印', en: 'Write a web page to print' },
  jsonl: {
    type: 'boolean',
    zh: '各文件独立读取，每个文件输出一行JSON',
    en: 'Read files one by one, a line of JSON each',
  },
  explain: {
    type: 'boolean',
    zh: '逐一说明每个数为什么被读成这样，或者没有读作陈述',
    en: 'Say for each quantity how it was read',
  },
  county: {
    type: 'string',
    value: 'ID',
    zh: '只核验这个县（市、区）；不写则核验全部',
    en: 'Only this county',
  },
  'county-name': {
    type: 'string',
    value: '县名',
    zh: '公文写明的县（市、区）名称',
    en: 'Name of the county the papers go to',
  },
  sources: { type: 'boolean', zh: '文后附每个数据的出处', en: 'List the source of each figure' },
  output: {
    type: 'string',
    value: 'FILE',
    zh: '写到这个文件；export不写则按内容起名，import不写则只预览，pack doc不写则输出到屏幕',
    en: 'File to write',
  },
  register: {
    type: 'string',
    value: 'ID',
    zh: '哪一个台账；不写则从表格判断',
    en: 'Register; default told from the sheet',
  },
  column: {
    type: 'string',
    value: '表头=栏目',
    multiple: true,
    zh: '哪一列是哪个栏目，可以写几次；表头也可以写列的字母，不读的列写“表头=不读”；写文件时记住，下次同一种表不用再写',
    en: 'Which column is which field, may be repeated; remembered for the next table of the same form',
  },
  township: {
    type: 'string',
    value: '名称',
    zh: '哪个乡镇（街道）；不写则从封面或者乡镇一列读取',
    en: 'Township; default read from the cover or a column',
  },
  mode: {
    type: 'string',
    value: 'append|replace',
    zh: 'replace：表格里没有的已有记录一并删去；不写则只增不删',
    en: 'replace: rows not in the workbook are taken away',
  },
  score: { type: 'string', value: 'N', zh: '目标分，如90', en: 'Score to reach' },
  grade: { type: 'string', value: '等次', zh: '目标等次，如良好', en: 'Grade to reach' },
  by: {
    type: 'string',
    value: 'YYYY-MM-DD',
    zh: '只算这一天前办得完的事',
    en: 'Only what can be done by this day',
  },
  lang: { type: 'string', value: 'zh|en', zh: '命令行框架用语', en: 'Language of the frame' },
  help: { type: 'boolean', zh: '显示用法', en: 'Show help' },
} as const satisfies Record<string, Option>

export type OptionName = keyof typeof optionTable
export const options: Record<OptionName, Option> = optionTable

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

/** Arguments of a command, checked. @throws AppError usage */
export function parseInvocation(
  command: Command,
  argv: readonly string[],
): { args: string[]; values: Values; help: boolean } {
  const names: OptionName[] = [...command.options, 'lang', 'help']
  const config: ParseArgsOptionsConfig = Object.fromEntries(
    names.map((name) => [name, { type: options[name].type, multiple: options[name].multiple ?? false }]),
  )
  const { values, positionals } = parse(argv, config, names)
  const text = (name: OptionName): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const choice = <const T extends string>(name: OptionName, choices: readonly T[]): T | undefined => {
    const value = text(name)
    return value === undefined ? undefined : oneOf(`--${name}`, value, choices)
  }
  const evidence = choice('evidence', ['all', 'recorded'])
  const kind = choice('kind', townshipKinds)
  const language = choice('lang', languages)
  const asOf = text('as-of')
  if (asOf !== undefined && !isDate(asOf)) throw usage(`--as-of：“${asOf}”不是日历上的日期，请写成YYYY-MM-DD`)
  const year = text('year')
  if (year !== undefined && !/^20\d\d$/.test(year))
    throw usage(`--year：“${year}”不是可以评价的年度，请写2000至2099，如2025`)
  const pack = text('pack')
  const county = text('county')
  const countyName = text('county-name')
  const output = text('output')
  const register = text('register')
  const column = [values.column ?? []].flat().filter((given) => typeof given === 'string')
  const township = text('township')
  const mode = choice('mode', ['append', 'replace'])
  const score = text('score')
  const grade = text('grade')
  const by = text('by')
  if (by !== undefined && !isDate(by)) throw usage(`--by：“${by}”不是日历上的日期，请写成YYYY-MM-DD`)
  return {
    args: positionals,
    help: values.help === true,
    values: {
      ...(pack === undefined ? {} : { pack }),
      ...(year === undefined ? {} : { year: Number(year) }),
      ...(kind === undefined ? {} : { kind }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(county === undefined ? {} : { county }),
      ...(countyName === undefined ? {} : { countyName }),
      ...(output === undefined ? {} : { output }),
      sources: values.sources === true,
      ...(register === undefined ? {} : { register }),
      column,
      ...(township === undefined ? {} : { township }),
      ...(mode === undefined ? {} : { mode }),
      ...(score === undefined ? {} : { score }),
      ...(grade === undefined ? {} : { grade }),
      ...(by === undefined ? {} : { by }),
      recorded: evidence === 'recorded',
      json: values.json === true,
      md: values.md === true,
      html: values.html === true,
      jsonl: values.jsonl === true,
      explain: values.explain === true,
      language: language ?? 'zh',
    },
  }
}

/**
 * What stands before the command: the language and the wish for help, also without a command.
 * @throws AppError usage
 */
export function readStart(argv: readonly string[]): {
  language: Language
  help: boolean
  name: string | undefined
  rest: string[]
} {
  let language: Language = 'zh'
  let help = false
  const rest = [...argv]
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    if (token === '--help' || token === '-h') help = true
    else if (token === '--lang' || token.startsWith('--lang=')) {
      const value = token === '--lang' ? rest.shift() : token.slice('--lang='.length)
      if (value === undefined) throw usage('选项“--lang”用法不对：后面要写值')
      language = oneOf('--lang', value, languages)
    } else if (token.startsWith('-')) {
      throw usage(`不认识的选项“${token}”；命令之前可用：--lang、--help，其他选项写在命令之后`)
    } else return { language, help, name: token, rest }
  }
  return { language, help, name: undefined, rest }
}

const languages = ['zh', 'en'] as const

/** Any failure as one Chinese sentence. What was not foreseen is told with what a maintainer needs only when asked for. */
export function failureText(error: unknown, { env, err }: Streams): string {
  if (error instanceof AppError) return error.message
  if (env.ZHUNSHENG_DEBUG) err(`${inspect(error)}\n`)
  const what = error instanceof Error ? error.message : String(error)
  return `程序内部出错（${what}）；材料没有改动。请把所用的命令和材料反映给维护人员，设ZHUNSHENG_DEBUG=1可看到详情`
}

function parse(argv: readonly string[], config: ParseArgsOptionsConfig, names: readonly OptionName[]) {
  try {
    return parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error
    const option = /'([^' ]+)/.exec(error.message)?.[1] ?? ''
    const offered = names.map((name) => `--${name}`).join('、')
    throw usage(
      error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `不认识的选项“${option}”；可用的选项：${offered}`
        : `选项“${option}”用法不对：${needsValue(option) ? '后面要写值' : '后面不能写值'}`,
    )
  }
}

const needsValue = (option: string): boolean =>
  Object.entries(options).some(([name, { type }]) => option.includes(`--${name}`) && type === 'string')

function oneOf<const T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw usage(`${option}：没有“${value}”；可选：${choices.join('、')}`)
  return found
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
