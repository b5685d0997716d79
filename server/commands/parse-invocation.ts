/** The words of a command line → options and arguments, checked, every mistake told with what to write instead. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { isDate } from '../../rules/dates.ts'
import { townshipKinds } from '../../rules/pack.ts'
import { type Command, usage, type Values } from './command.ts'
import type { Language } from './frame.ts'
import { type OptionName, options } from './options.ts'

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
