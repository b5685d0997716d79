/** JSON Schemas of a pack's files for editors, from the shapes the loader reads with: what an editor accepts is what loads. */
import { casesForm } from '../pack-cases.ts'
import { itemsOf } from './items-yaml.ts'
import { lawsFile, packFile, readingFile, reportFile } from './pack-yaml.ts'
import { register, registerAddition } from './registers-yaml.ts'
import type { JsonSchema } from './shape.ts'

/** A number may be the value of a parameter instead. */
const parameter: JsonSchema = {
  title: '参数',
  type: 'string',
  pattern: '^\\$\\{[A-Za-z][A-Za-z0-9_.]*\\}$',
}

/** The form with a parameter wherever a number is asked for; other scalars are texts to an editor already. */
function orParameter(form: JsonSchema): JsonSchema {
  if (form.type === 'number' || form.type === 'integer') return { anyOf: [form, parameter] }
  const turn = (value: JsonSchema[string]): JsonSchema[string] =>
    Array.isArray(value)
      ? value.map(turn)
      : typeof value === 'object' && value !== null
        ? orParameter(value)
        : value
  return Object.fromEntries(Object.entries(form).map(([keyword, value]) => [keyword, turn(value)]))
}

/** Each kind of file with the files it is for. */
export const packFiles: Record<string, { files: string; form: JsonSchema }> = {
  pack: { files: 'pack.yaml', form: orParameter(packFile.schema) },
  laws: { files: 'laws.yaml', form: lawsFile.schema },
  reading: { files: 'reading.yaml', form: readingFile.schema },
  report: { files: 'report.yaml', form: reportFile.schema },
  register: {
    files: 'registers/*.yaml',
    form: orParameter({ title: '台账', anyOf: [register.schema, registerAddition.schema] }),
  },
  items: { files: 'items/*.yaml', form: orParameter(itemsOf('', new Map()).schema) },
  cases: { files: 'cases/*.yaml', form: casesForm },
}

const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** The schema of one kind of file. */
export const fileSchema = (kind: string): JsonSchema | undefined =>
  Object.hasOwn(packFiles, kind) ? { $schema: dialect, ...packFiles[kind]!.form } : undefined

/** All of them in one document, for a file of any kind. */
export const packSchema = (): JsonSchema => ({
  $schema: dialect,
  title: '指标体系的文件',
  anyOf: Object.keys(packFiles).map((kind) => ({ $ref: `#/$defs/${kind}` })),
  $defs: Object.fromEntries(Object.entries(packFiles).map(([kind, { form }]) => [kind, form])),
})
