/** Items: citations, versions, scoring, treatment, causes and sentences. */

import { plainRedLines } from '../compile.ts'
import type { Parameters } from '../functions/function.ts'
import {
  declaredFacts,
  type Facts,
  type Holder,
  type ScoringFunction,
  scoringFunctions,
} from '../functions/index.ts'
import { checkFactCondition } from '../functions/rows.ts'
import { holderOf } from '../holders.ts'
import type { Item, ItemVersion } from '../pack.ts'
import { periodFrom } from '../period.ts'
import { spliceVersions } from '../row-versions.ts'
import type { Checker } from './check.ts'
import { checkSentences, type Speaker } from './check-sentences.ts'
import { excerpt, offer } from './located.ts'

export function checkItems(checker: Checker): void {
  const { table } = checker
  const facts = declaredFacts(table.registers)
  for (const item of table.items) {
    checkReferences(checker, item)
    checkVersions(checker, item)
    const holder = holderOf(table, item)
    const sound = item.versions.map((version) => checkScore(checker, version, facts, holder))
    if (sound.every(Boolean)) checkSplice(checker, item, facts)
    checkTreatment(checker, item, facts)
    checkSentences(checker, item, speakers(item, facts))
  }
}

function checkReferences({ table, at }: Checker, item: Item): void {
  if (![...table.dimensions, ...table.pools].some(({ id }) => id === item.dimension)) {
    at(item, [], {
      code: 'unknown_dimension',
      message: `pack.yaml没有一级指标“${item.dimension}”（取自文件名）`,
      text: item.dimension,
      remedy: offer(
        item.dimension,
        table.dimensions.map(({ id }) => id),
        '一级指标有',
      ),
    })
  }
  for (const [i, cause] of item.causes.entries()) {
    if (cause === '' || Object.hasOwn(table.causes, cause)) continue
    at(item, ['causes', i], {
      code: 'unknown_cause',
      message: `pack.yaml没有原因“${cause}”`,
      text: cause,
      remedy: offer(cause, Object.keys(table.causes), '原因有'),
    })
  }
  for (const version of item.versions) {
    for (const citation of version.basis) {
      if (citation.law === '' || table.laws.some(({ id }) => id === citation.law)) continue
      at(citation, ['law'], {
        code: 'unknown_law',
        message: `laws.yaml没有“${citation.law}”`,
        text: citation.law,
        remedy: offer(
          citation.law,
          table.laws.map(({ id }) => id),
          '法律文件有',
        ),
      })
    }
  }
  checkBy({ table, at }, item)
}

function checkBy({ table, at }: Pick<Checker, 'table' | 'at'>, item: Item): void {
  const dates = table.registers.flatMap((register) =>
    register.fields.filter(({ type }) => type === 'date').map(({ id }) => `${register.id}.${id}`),
  )
  const written = [item.by].flat()
  for (const by of written) {
    if (by === '' || dates.includes(by) || (by === 'period_end' && written.length === 1)) continue
    at(item, ['by'], {
      code: 'unknown_field',
      message: `by不能是“${by}”：不是任何台账的日期字段`,
      text: by,
      remedy: offer(by, ['period_end', ...dates]),
    })
  }
}

function checkVersions({ at }: Checker, item: Item): void {
  for (const [i, version] of item.versions.entries()) {
    const earlier = item.versions[i - 1]
    if (version.to !== undefined && version.to < version.from) {
      at(version, ['to'], {
        code: 'version_dates',
        message: `版本止于${version.to}，早于起始的${version.from}`,
        text: version.to,
        remedy: '改正from或者to',
      })
    }
    if (!earlier) continue
    if (version.from <= earlier.from) {
      at(version, ['from'], {
        code: 'version_order',
        message: `版本没有按时间先后排列：${version.from}不晚于上一版本的${earlier.from}`,
        text: version.from,
        remedy: '从早到晚写各版本，起始日期各不相同',
      })
    } else if (earlier.to !== undefined && earlier.to >= version.from) {
      at(version, ['from'], {
        code: 'version_overlap',
        message: `两个版本重叠：上一版本到${earlier.to}为止，这一版本从${version.from}起`,
        text: version.from,
        remedy: '上一版本的to应当早于这一版本的from，或者不写to',
      })
    }
    const [name] = Object.keys(version.score)
    const [before] = Object.keys(earlier.score)
    if (item.by !== 'period_end' && name !== undefined && before !== undefined && name !== before) {
      at(version, ['score'], {
        code: 'version_function',
        message: `按记录日期选用的版本不能换计分函数（${before}换成了${name}）`,
        text: name,
        remedy: '只改条件、参数和依据；要换函数就写by: period_end',
      })
    }
  }
}

/** What versions chosen by row date say must go together row by row. */
function checkSplice({ table, at }: Checker, item: Item, facts: Facts): void {
  if (new Set(item.versions.map(({ score }) => Object.keys(score).join(' '))).size > 1) return
  const registers = new Map(table.registers.map((register) => [register.id, register]))
  for (const [index, version] of item.versions.entries()) {
    const { problems } = spliceVersions(
      item,
      item.versions.slice(0, index + 1),
      registers,
      facts,
      periodFrom(table),
    )
    for (const { path, message, remedy } of problems)
      at(version.score, path, { code: 'version_parameter', message, ...(remedy ? { remedy } : {}) })
    if (problems.length > 0) return
  }
}

/** Whether the score of a version is all right by itself. */
function checkScore({ at, asWritten }: Checker, version: ItemVersion, facts: Facts, holder: Holder): boolean {
  let sound = true
  for (const [name, params] of Object.entries(version.score)) {
    const scoring = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
    if (!scoring) {
      at(version, ['score'], {
        code: 'unknown_function',
        message: `没有计分函数“${name}”`,
        text: name,
        remedy: offer(name, Object.keys(scoringFunctions), '计分函数有'),
      })
      sound = false
      continue
    }
    for (const { path, message, remedy } of scoring.check(params, facts, holder)) {
      sound = false
      const written = path.reduce<unknown>(
        (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
        params,
      )
      const fact =
        typeof written === 'string' && /^[a-z_0-9]+\.[a-z_0-9]+$/.test(written) && !facts.has(written)
      at(params, path, {
        code: fact ? 'unknown_fact' : 'score',
        message,
        ...(written === undefined
          ? {}
          : { text: excerpt(typeof written === 'string' ? written : asWritten(params, path)) }),
        remedy: fact ? offer(written, [...facts.keys()], '数据项有') : remedy,
      })
    }
  }
  return sound
}

function checkTreatment({ at, table }: Checker, item: Item, facts: Facts): void {
  const shares = item.versions.some((version) =>
    Object.entries(version.score).some(
      ([name, params]) =>
        Object.hasOwn(scoringFunctions, name) && scoringFunctions[name]!.canBeEmpty(params, facts),
    ),
  )
  if (shares && item.empty === null) {
    at(item, [], {
      code: 'empty_missing',
      message: `考核要点“${item.id}”按份额计分，没有写明分母为零时怎样处理`,
      text: item.id,
      remedy:
        '补上empty，如empty: { treat: renormalise, within: dimension }；可选full、renormalise、redistribute_equal、transfer',
    })
  }
  if (item.empty?.treat === 'transfer' && !table.items.some(({ id }) => id === item.empty?.to)) {
    at(item, ['empty', 'to'], {
      code: 'unknown_item',
      message:
        item.empty.to === undefined ? 'transfer没有写转给哪个考核要点' : `没有考核要点“${item.empty.to}”`,
      text: item.empty.to ?? 'transfer',
      remedy: offer(
        item.empty.to ?? '',
        table.items.map(({ id }) => id),
        '考核要点有',
      ),
    })
  }
  const line = item.redLine
  if (line && !plainRedLines.includes(line.when)) {
    for (const { message, remedy } of checkFactCondition(line.when, ['when'], facts)) {
      at(item, ['red_line', 'when'], {
        code: 'condition',
        message: `红线：${message}`,
        text: line.when,
        remedy: `写any_short（不达标）、none（始终没有办），或者数据项条件${remedy ? `；${remedy}` : ''}`,
      })
    }
  }
  if (line && line.effect === 'cap_grade' && line.grade === undefined) {
    at(item, ['red_line'], {
      code: 'missing_key',
      message: '红线cap_grade没有写最高能评什么等次',
      remedy: '补上grade，如grade: 合格',
    })
  }
  if (line?.effect === 'lower_grade' && line.grade !== undefined) {
    at(item, ['red_line', 'grade'], {
      code: 'unneeded_key',
      message: '红线lower_grade在应得的等次上降一等，用不到grade',
      text: line.grade,
      remedy: '删去grade，或者写effect: cap_grade',
    })
  } else if (
    line?.grade !== undefined &&
    table.grades.length > 0 &&
    !table.grades.some(({ title }) => title === line.grade)
  ) {
    at(item, ['red_line', 'grade'], {
      code: 'unknown_grade',
      message: `没有等次“${line.grade}”`,
      text: line.grade,
      remedy: offer(
        line.grade,
        table.grades.map(({ title }) => title),
        '等次有',
      ),
    })
  }
}

/** Who speaks in an item's sentences: each version's function, and each part that has sentences of its own. */
function speakers(item: Item, facts: Facts): Speaker[] {
  return item.versions.flatMap((version) =>
    Object.entries(version.score).flatMap(([name, params]) => functionSpeakers(item, name, params, facts)),
  )
}

function functionSpeakers(item: Item, name: string, params: Parameters, facts: Facts): Speaker[] {
  const scoring = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
  if (!scoring) return []
  const inner = insideOf(scoring, params)
  if (inner) return functionSpeakers(item, inner[0], inner[1], facts)
  const parts = Array.isArray(params.parts) ? params.parts : []
  if (parts.length === 0) {
    const speaker = {
      owner: item,
      says: item.says,
      names: scoring.names,
      share: tellsRate(scoring, params, facts),
    }
    return [{ ...speaker, function: name, part: null }]
  }
  const own = parts.flatMap((part: unknown): Speaker[] => partSpeaker(part, facts))
  // The item's own sentence may be said of any part, so it may use only what all of them offer.
  const common = own.reduce<readonly string[]>(
    (names, part) => names.filter((candidate) => part.names.includes(candidate)),
    own[0]?.names ?? [],
  )
  const whole: Speaker = {
    owner: item,
    says: item.says,
    names: common,
    share: false,
    function: name,
    part: null,
  }
  return [whole, ...own.filter((part) => Object.keys(part.says).length > 0)]
}

/** A function laid around another speaks with that one's sentences. */
const insideOf = (scoring: ScoringFunction, params: Parameters): [string, Parameters] | undefined =>
  Object.entries(scoring.wraps?.(params) ?? {})[0]

/** What it measures may be known only as a rate. */
const tellsRate = (scoring: ScoringFunction, params: Parameters, facts: Facts): boolean =>
  scoring.names.includes('rate') &&
  scoring.canBeEmpty(params, facts) &&
  scoring.facts(params, facts).some((id) => facts.get(id)?.kind === 'share')

function partSpeaker(part: unknown, facts: Facts): Speaker[] {
  if (typeof part !== 'object' || part === null) return []
  const name = Object.keys(part).find((key) => Object.hasOwn(scoringFunctions, key))
  const params: unknown = name === undefined ? undefined : Reflect.get(part, name)
  if (name === undefined || typeof params !== 'object' || params === null) return []
  const says: unknown = Reflect.get(part, 'says')
  let speaking: [string, Parameters] = [name, { ...params }]
  for (let inner = insideOf(scoringFunctions[name]!, speaking[1]); inner; ) {
    speaking = inner
    inner = insideOf(scoringFunctions[inner[0]]!, inner[1])
  }
  const scoring = scoringFunctions[speaking[0]]!
  return [
    {
      owner: part,
      says: typeof says === 'object' && says !== null ? (says as Record<string, string>) : {},
      names: scoring.names,
      share: tellsRate(scoring, speaking[1], facts),
      function: speaking[0],
      part: String(Reflect.get(part, 'title') ?? ''),
    },
  ]
}
