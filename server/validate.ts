import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import { z } from 'zod'
import { AppError } from './errors.ts'

const kinds: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
}

// What was sent is never repeated: it may be anything, and the page knows which field it belongs to.
const sentence = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '未填写' : `应为${kinds[issue.expected] ?? '另一种类型的值'}`
    case 'too_small':
      return issue.origin === 'string' ? `至少${issue.minimum}个字` : `不能小于${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `最多${issue.maximum}个字` : `不能大于${issue.maximum}`
    case 'invalid_value':
      return `应为以下之一：${issue.values.map(String).join('、')}`
    case 'unrecognized_keys':
      return '含有不认识的字段'
    case 'invalid_format':
      return '格式不符'
    default:
      return '填写有误'
  }
}

z.config({ customError: sentence })

/** No request nests deeper than a list in a field of an object in a list; what does is no mistake of a person. */
const deepest = 10

// JSON may name a key `__proto__`; schemas drop it without a word, and a reader would take the rest for what was meant.
const shapeFault = (body: unknown): string | null => {
  let level = [body]
  for (let depth = 0; level.length > 0; depth++) {
    const parts = level.filter((value) => typeof value === 'object' && value !== null)
    if (parts.length > 0 && depth >= deepest) return `提交的内容嵌套超过${deepest}层。`
    if (parts.some((value) => Object.hasOwn(value, '__proto__')))
      return '提交的内容含有不能使用的字段名“__proto__”。'
    level = parts.flatMap((value): unknown[] => Object.values(value))
  }
  return null
}

/** Checks one part of a request against a schema; what fails is one `invalid_input` that names every field. */
export const validate = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    const fault = target === 'json' ? shapeFault(result.data) : null
    if (fault) throw new AppError('invalid_input', fault)
    if (result.success) return
    const details = result.error.map((issue) => ({
      field: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message,
    }))
    throw new AppError(
      'invalid_input',
      `提交的内容有${details.length}处不符合要求：${details.map(({ field, message }) => (field ? `${field} ${message}` : message)).join('；')}。`,
      details,
    )
  })

const id = z.string().min(1).max(120)

/** Years a cycle may have. */
export const firstYear = 2018
export const lastYear = 2035

const year = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .refine((value) => value >= firstYear && value <= lastYear, {
    error: `年度应在${firstYear}年至${lastYear}年之间`,
  })

export const countyYear = z.object({ county: id, year })
export const townshipPlace = countyYear.extend({ township: id })
export const registerPlace = townshipPlace.extend({ register: id })
export const rowPlace = registerPlace.extend({ row: id })
export const factPlace = townshipPlace.extend({ fact: id })
export const itemPlace = townshipPlace.extend({ item: id })
export const documentPlace = townshipPlace.extend({ document: id })
/** The imports of a county's year, or of one township's. */
export const importsPlace = countyYear.extend({ township: id.optional() })
export const importPlace = importsPlace.extend({ import: id })
export const claimPlace = townshipPlace.extend({ claim: id })

/** The version a writer has read; 0 where there was none. */
export const version = z.int().min(0)
