import { fileSchema, packFiles, packSchema } from '../../rules/loading/schema.ts'
import { type Invocation, json, usage } from './command.ts'

/** The JSON Schema of one kind of file, or of all; an editor checks the YAML with it while it is written. */
export function printSchema({ streams }: Invocation, kinds: readonly string[]): number {
  const [kind, more] = kinds
  if (more !== undefined) throw usage('pack schema一次只写一种文件')
  const schema = kind === undefined ? packSchema() : fileSchema(kind)
  if (!schema) {
    const known = Object.entries(packFiles).map(([name, { files }]) => `${name}（${files}）`)
    throw usage(`指标体系没有“${kind}”这种文件；可选：${known.join('、')}`)
  }
  streams.out(json(schema))
  return 0
}
