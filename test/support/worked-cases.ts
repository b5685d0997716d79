/** The worked cases of the clauses in test/rules/clauses, scored. */
import { readdirSync, readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { type AssessResult, assess } from '../../rules/assess.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { clausePack } from './clause-pack.ts'
import { noHolidays } from './small-pack.ts'

const folder = new URL('../rules/clauses/', import.meta.url)

export interface Worked {
  /** Number of the clause and of the case. */
  name: string
  result: AssessResult
}

export const workedFiles = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()

/** The cases of a clause whose evidence is one township's, as written. */
export function workedCases(file: string): Worked[] {
  const { clause, pack } = clausePack(file, readFileSync(new URL(file, folder), 'utf8'))
  return clause.cases.flatMap((one, index): Worked[] => {
    const { kind = '镇', year = 2025, registers = {}, statements = [] } = one
    const text = stringify({ township: '示例镇', kind, year, registers, statements })
    const [evidence] = parseEvidence(text, 'case.yaml', pack!.table).envelopes
    if (!evidence) return []
    const result = assess(pack!, evidence, { today: '2026-03-01', holidays: noHolidays })
    return [{ name: `${file.slice(0, 2)}-${index}`, result }]
  })
}
