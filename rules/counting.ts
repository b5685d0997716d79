/** How a version counts, in words: the function and its parameters as the printed table explains them. */
import { conditionWords } from './counting-conditions.ts'
import { relativeLines } from './counting-relative.ts'
import { sourceLines } from './counting-sources.ts'
import {
  amount,
  due,
  inTime,
  limits,
  list,
  outcome,
  type Params,
  points,
  quoted,
  stretch,
  title,
  unitOf,
  within,
} from './counting-words.ts'
import type { Facts } from './functions/index.ts'
import { isRecord, readNumber } from './functions/parameters.ts'
import type { Field, ScoreDeclaration } from './pack.ts'
import { equal, one } from './rational.ts'

type Describe = (params: Params, facts: Facts) => string[]

/** One line a rule; the parts of a sum and the branches of a choice a line each. */
export const countingLines = (score: ScoreDeclaration, facts: Facts): string[] =>
  Object.entries(score).flatMap(([name, params]) => {
    const { by_kind: kinds, ...common } = params
    const lines = Object.hasOwn(describers, name) ? describers[name]!(common, facts) : []
    const differing = isRecord(kinds)
      ? Object.entries(kinds).flatMap(([kind, changed]) =>
          isRecord(changed)
            ? describers[name]!({ ...common, ...changed }, facts).map((line) => `${kind}：${line}`)
            : [],
        )
      : []
    return [...lines, ...differing]
  })

/** The same of a line that takes points: what it gives is taken. */
export const asDeductions = (lines: readonly string[]): string[] =>
  lines.map((line) =>
    line
      .replaceAll('不得分', '不扣分')
      .replaceAll('得满分', '扣满分值')
      .replace(/得(?=\d)/g, '扣'),
  )

// --- functions -----------------------------------------------------------------------------------------------------

const labelIn = (id: unknown, fields: readonly Field[]): string =>
  fields.find((field) => field.id === id)?.label ?? String(id)

/** 每个“村”最多得0.4分 */
const eachCapText = (cap: Params, fields: readonly Field[]): string =>
  `每个${quoted(labelIn(cap.by, fields))}最多得${points(cap.points)}`

/** 每条扣1分, or so many for each of what a row comes to. */
const worthText = (worth: unknown, verb: string, said: (value: unknown) => string): string =>
  isRecord(worth)
    ? `按${said(worth.of)}，每1${verb}${points(worth.each)}，每条最多${points(worth.most)}${limits({ step_rounding: worth.step_rounding })}`
    : `每条${verb}${points(worth)}`

/** A condition with its title, or in words. */
const condition = (value: unknown, facts: Facts): string =>
  isRecord(value)
    ? String(value.title ?? conditionWords(String(value.if), facts))
    : conditionWords(String(value), facts)

const branch = (entry: Params, facts: Facts, verb: string): string =>
  `${condition(entry, facts)}，${verb}${points(entry.points)}`

const describers: Record<string, Describe> = {
  all_or_nothing: ({ all, ...rest }, facts) => {
    const conditions = (Array.isArray(all) ? all : []).map((one) => condition(one, facts))
    const lead = conditions.length > 1 ? '下列各条都成立' : conditions.join('')
    return [
      `${lead}得满分，否则不得分${within(rest, facts)}`,
      ...(conditions.length > 1 ? conditions.map((text) => `条件：${text}`) : []),
    ]
  },
  tiered_choice: ({ branches, otherwise, ...rest }, facts) => [
    `自上而下，第一个成立的得其分${within(rest, facts)}`,
    ...list(branches).map((entry) => branch(entry, facts, '得')),
    outcome(otherwise, '以上都不是的，'),
  ],
  per_missing: (p, facts) => {
    const unit = unitOf(p.of, facts)
    const each = p.per === undefined ? '' : `${stretch[String(p.per)]}`
    return [
      `${title(p.of, facts)}${each}要求${amount(p.required, p.of, facts)}，每少1${unit}扣${points(p.deduct_each)}${limits(p)}${within(p, facts)}`,
    ]
  },
  per_occurrence: (p, facts) => [
    `${title(p.of, facts)}每1${unitOf(p.of, facts)}扣${points(p.deduct_each)}${limits(p)}${within(p, facts)}`,
  ],
  count_credit: (p, facts) => [
    `${title(p.of, facts)}每1${unitOf(p.of, facts)}得${points(p.credit_each)}${limits(p)}${within(p, facts)}`,
  ],
  ratio_linear: ({ of, target, over, lower }, facts) => {
    const whole = over ?? facts.get(String(of))?.over
    const goal = readNumber(target)
    const full = goal && equal(goal, one) && whole !== undefined
    const measure =
      whole === undefined ? title(of, facts) : `${title(of, facts)}占${title(whole, facts)}的比例`
    if (goal && equal(goal, one) && whole === undefined)
      return [`${measure}达到${amount(target, of, facts)}得满分，否则不得分`]
    const under = lowerWords(lower, (value) => amount(value, of, facts))
    return [
      full
        ? `${measure}乘以分值${under}`
        : `${measure}达到${amount(target, of, facts)}得满分，不足的按“实际÷${amount(target, of, facts)}”乘以分值${under}`,
    ]
  },
  ratio_shortfall: (p, facts) => shortfallLines(title(p.of, facts), p, (value) => amount(value, p.of, facts)),
  bands: (p, facts) => [
    `看${title(p.of, facts)}落在哪一档`,
    ...bandLines(p.bands, (value) => amount(value, p.of, facts)),
  ],
  count_threshold: (p, facts) => [
    `${title(p.of, facts)}达到${amount(p.required, p.of, facts)}得满分，不足的扣${points(p.deduct)}`,
  ],
  deadline: (p, facts) => {
    const grace = p.grace_days === undefined ? '' : `，宽限${String(p.grace_days)}日`
    const limit = ({ date, due: day, opens }: Params): string => `${title(date, facts)}在${due(day, opens)}`
    const series = list(p.series)
    return [
      ...(series.length > 0
        ? series.map((deed) => `${String(deed.title)}：${limit(deed)}的，得${points(p.each)}${grace}`)
        : [`${limit(p)}的，${inTime(p.in_time)}${grace}`]),
      ...(p.early === undefined ? [] : [outcome(p.early, '提前的，')]),
      ...lateness(p.late),
      outcome(p.none, '没有办的，'),
      ...(isRecord(p.reminders)
        ? [`${title(p.reminders.of, facts)}每1次扣${points(p.reminders.deduct_each)}${limits(p)}`]
        : []),
    ]
  },
  per_record: (p, facts) => {
    const verb = p.credit === undefined ? '扣' : '得'
    const fields = facts.fieldsOf(String(p.of))
    const said = (value: unknown): string => conditionWords(String(value), facts, fields)
    return [
      `逐条看${title(p.of, facts)}，各条${verb}分相加${p.several === 'highest' ? '，一条符合几种情形的取最重的' : ''}${limits(p)}${within(p, facts)}`,
      ...list(p.deduct ?? p.credit).map(
        (entry) =>
          `${String(entry.title ?? said(entry.if))}${entry.points === undefined ? '' : `，${worthText(entry.points, verb, said)}`}`,
      ),
      ...(isRecord(p.cap_each) ? [eachCapText(p.cap_each, fields)] : []),
      ...(p.same_matter === undefined
        ? []
        : [
            `同一${quoted(labelIn(p.same_matter, fields))}只按最${p.credit === undefined ? '重' : '高'}的一次${verb}分`,
          ]),
      ...(p.only === undefined || p.only === 'true' ? [] : [`只计${said(p.only)}的`]),
      ...(p.excuse === undefined || p.excuse === 'false' ? [] : [`${said(p.excuse)}的不扣`]),
      ...(isRecord(p.escalate) && Array.isArray(p.escalate.steps)
        ? [`逐次加重：${p.escalate.steps.map((step, i) => `第${i + 1}次${points(step)}`).join('，')}`]
        : []),
    ]
  },
  baseline_shift: (p, facts) => {
    const reference = facts.has(String(p.reference)) ? title(p.reference, facts) : String(p.reference)
    return [
      `基准${points(p.base)}；${title(p.of, facts)}与${reference}相比，每高${String(p.step)}计${points(p.up)}，每低${String(p.step)}计${points(p.down)}${limits({ step_rounding: p.step_rounding })}`,
      ...(p.ceiling === undefined || p.ceiling === 'none' ? [] : [`最高${points(p.ceiling)}`]),
      ...(p.floor === undefined || p.floor === 'none' ? [] : [`最低${points(p.floor)}`]),
    ]
  },
  evidence_set: (p, facts) => {
    const deducts = p.mode === 'deduct'
    return [
      `看${title(p.of, facts)}，${deducts ? '缺一样扣一样的分' : '有一样得一样的分'}`,
      ...list(p.elements).map(
        (element) => `${String(element.is)}，${deducts ? '扣' : '得'}${points(element.points)}`,
      ),
    ]
  },
  matrix_credit: (p, facts) => {
    const fields = facts.fieldsOf(String(p.of))
    const label = (id: unknown): string => fields.find((field) => field.id === id)?.label ?? String(id)
    return [
      `${title(p.of, facts)}按“${label(p.rows)}”逐个计，每样有一条即得分${p.cap_each === undefined ? '' : `，每个最多${points(p.cap_each)}`}${limits(p)}`,
      ...list(p.columns).map(
        (column) =>
          `${column.is === undefined ? `有“${label(column.field)}”` : `“${label(column.field)}”为${String(column.is)}`}，得${points(column.points)}`,
      ),
    ]
  },
  judgement: (p, facts) => [
    `由评分的人在${points(p.min)}至${points(p.max)}之间给分并写明理由（${title(p.of, facts)}）${p.step === undefined ? '' : `，以${points(p.step)}为一档`}`,
  ],
  banded_judgement: (p, facts) => [
    `先定${title(p.grade, facts)}，再在本档范围内打分（${title(p.of, facts)}）${p.weight === undefined ? '' : `，按${String(p.weight)}计入`}`,
    ...list(p.bands).map((band) => `${String(band.is)}：${points(band.from)}至${points(band.to)}`),
  ],
  survey: (p, facts) => [
    ...surveyLines(p),
    ...list(p.answers).map((answer) => `${title(answer.of, facts)}按${String(answer.weight)}计`),
    ...(p.minimum === undefined
      ? []
      : [
          `不足${String(p.minimum)}份的，${p.too_few === 'full' ? '得满分' : p.too_few === 'zero' ? '不得分' : '不作认定'}`,
        ]),
  ],
  external_score: (p, facts) => [
    `${title(p.of, facts)}÷${String(p.scale)}，乘以分值${limits({ cap: p.cap })}${lowerWords(p.lower, String)}`,
  ],
  relative: relativeLines,
  sample_check: (p, facts) => {
    const size = facts.has(String(p.size)) ? title(p.size, facts) : `抽查${String(p.size)}个`
    return [
      p.rule === 'rate'
        ? `${size}中，除去${title(p.failed, facts)}，按合格率乘以分值`
        : `${size}中，有一个不合格（${title(p.failed, facts)}）即不得分`,
    ]
  },
  sum_of_parts: (p, facts) => [
    `各分项得分相加${limits(p)}`,
    ...list(p.parts).flatMap((part) => partLines(part, facts)),
    ...(p.nothing_if === undefined
      ? []
      : [`${conditionWords(String(p.nothing_if), facts)}的，整个要点不得分`]),
  ],
  composite: (p, facts) => ['各来源按权重合成', ...sourceLines(list(p.sources), facts)],
  bonus: (p, facts) => {
    const levels = Object.entries(isRecord(p.points) ? p.points : {}).filter(
      ([, worth]) => String(worth) !== '0',
    )
    const label = facts.fieldsOf(String(p.of)).find(({ id }) => id === p.level)?.label ?? String(p.level)
    const once = p.same_matter === 'none' ? '' : '，同一事项只计最高一次'
    return [
      `${title(p.of, facts)}按${quoted(label)}计分：${levels.map(([level, worth]) => `${level}${points(worth)}`).join('，')}${once}${limits({ cap: p.cap })}`,
    ]
  },
  alternate_path: (p, facts) => [
    `${conditionWords(String(p.when), facts)}的，得${points(p.points)}；其他的按下列办法`,
    ...inner(p.score, facts),
  ],
  exempt: (p, facts) => [
    `${conditionWords(String(p.when), facts)}的，得满分；其他的按下列办法`,
    ...inner(p.score, facts),
  ],
  deductions: (p, facts) => {
    const other = isRecord(p.score)
    return [
      ...(other ? inner(p.score, facts) : []),
      `${other ? '另从得分中扣' : '从满分中扣'}下列各种${limits(p)}`,
      ...list(p.list).flatMap((entry) => deductionLines(entry, facts)),
    ]
  },
  false_report: (p, facts) => [
    ...inner(p.score, facts),
    p.effect === 'zero'
      ? `查实填报不实的（${title(p.of, facts)}），整项不得分`
      : `查实填报不实的（${title(p.of, facts)}），每起另扣${points(p.points)}`,
  ],
}

const inner = (score: unknown, facts: Facts): string[] =>
  isRecord(score) ? countingLines(score as ScoreDeclaration, facts) : []

function deductionLines(entry: Params, facts: Facts): string[] {
  const { title: name, value, if: _, points: fixed, of, required, deduct_each: each, cap, ...score } = entry
  if (fixed !== undefined) return [`${String(name)}，扣${points(fixed)}`]
  if (entry.given !== undefined)
    return [
      `${String(name)}，由评分的人扣${points(entry.min)}至${points(entry.max)}（${title(entry.given, facts)}），没有的不扣`,
    ]
  if (of !== undefined) {
    const asked = required === undefined ? '' : `应有${amount(required, of, facts)}，每少`
    return [
      `${String(name)}：${asked === '' ? '每' : asked}1${unitOf(of, facts)}扣${points(each)}${limits({ cap })}`,
    ]
  }
  return inner(score, facts).map(
    (line, index) =>
      `${String(name)}${index === 0 ? `（最多扣${points(value)}，少得几分即扣几分）` : ''}：${line}`,
  )
}

function partLines(part: Params, facts: Facts): string[] {
  const { title: name, value, empty, says: _, ...score } = part
  const treatment: Record<string, string> = {
    full: '；分母为零时得满分',
    zero: '；分母为零时不得分',
    spread: '；分母为零时分值摊给其他分项',
  }
  const [first = '', ...rest] = inner(score, facts)
  const head = `${String(name)}（${points(value)}）：${first}${treatment[String(empty)] ?? ''}`
  return [head, ...rest.map((line) => `${String(name)}：${line}`)]
}

/** 低于60%的不得分 */
const lowerWords = (lower: unknown, amountOf: (value: unknown) => string): string =>
  lower === undefined ? '' : `，低于${amountOf(lower)}的不得分`

/** 不低于80%、低于90%，得2分 */
const bandLines = (bands: unknown, amountOf: (value: unknown) => string): string[] =>
  list(bands).map((band) => {
    const ends = [
      ...(band.from === undefined
        ? []
        : [`${band.from_end === 'open' ? '高于' : '不低于'}${amountOf(band.from)}`]),
      ...(band.to === undefined
        ? []
        : [`${band.to_end === 'closed' ? '不高于' : '低于'}${amountOf(band.to)}`]),
    ]
    return outcome(band.points, `${ends.join('、')}，`)
  })

const shortfallLines = (of: string, p: Params, amountOf: (value: unknown) => string): string[] => [
  `${of}低于${amountOf(p.target)}的，每低${String(p.step)}扣${points(p.deduct_each)}${limits(p)}${lowerWords(p.lower, amountOf)}`,
  ...list(p.pieces).map((piece) => `低于${amountOf(piece.below)}的部分，每档扣${points(piece.deduct_each)}`),
  ...(isRecord(p.above)
    ? [`高于目标的，每档加${points(p.above.credit_each)}${limits({ cap: p.above.cap })}`]
    : []),
]

function surveyLines({ target, bands, shortfall, lower }: Params): string[] {
  const rate = '各种回答加权的比例'
  if (bands !== undefined) return [`看${rate}落在哪一档`, ...bandLines(bands, String)]
  if (isRecord(shortfall)) return shortfallLines(rate, shortfall, String)
  return [
    `${rate}达到${target === undefined ? '100%' : String(target)}得满分，不足的按比例得分${lowerWords(lower, String)}`,
  ]
}

function lateness(late: unknown): string[] {
  if (Array.isArray(late)) {
    return list(late).map((step) =>
      step.otherwise !== undefined
        ? outcome(step.otherwise, '逾期更久的，')
        : outcome(
            step.points,
            step.within_workdays === undefined
              ? `逾期${String(step.within_days)}日以内的，`
              : `逾期${String(step.within_workdays)}个工作日以内的，`,
          ),
    )
  }
  if (isRecord(late)) {
    const from = late.from === undefined ? '满分' : points(late.from)
    const each = late.per === 'month' ? '月' : '日'
    return [`逾期的，从${from}起每逾1${each}扣${points(late.deduct_each)}${limits(late)}`]
  }
  return [outcome(late, '逾期的，')]
}
