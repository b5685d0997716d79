/** JSON Schemas of a pack's files for editors, from the shapes the loader reads with: what an editor accepts is what loads. */
import { casesForm } from '../pack-cases.ts'
import { itemsOf } from './items-yaml.ts'
import { lawsFile, packFile, readingFile, reportFile } from './pack-yaml.ts'
import { register, registerAddition } from './registers-yaml.ts'
import type { JsonSchema } from './shape.ts'

/** Each kind of file with the files it is for. */
export const packFiles: Record<string, { files: string; form: JsonSchema }> = {
  pack: { files: 'pack.yaml', form: packFile.schema },
  laws: { files: 'laws.yaml', form: lawsFile.schema },
  reading: { files: 'reading.yaml', form: readingFile.schema },
  report: { files: 'report.yaml', form: reportFile.schema },
  register: {
    files: 'registers/*.yaml',
    form: { title: '台账', anyOf: [register.schema, registerAddition.schema] },
  },
  items: { files: 'items/*.yaml', form: itemsOf('', new Map()).schema },
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
