/** A small pack around one clause of test/rules/clauses: what a clause leaves unsaid is said here once for all of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import { loadPack } from '../../rules/loading/load.ts'
import type { Problem } from '../../rules/pack.ts'

const packBase = {
  id: 'clause',
  version: '1',
  title: '示例考核要点',
  places: [],
  period: 'year',
  issued: false,
  groups: [{ id: 'all', title: '全部', kinds: ['乡', '镇', '街道'] }],
  rounding: { places: 2 },
  ties: 'share',
  evidence_by: { year: 'period+1', date: '04-30', day_itself: 'in_time' },
  causes: { staff: '人员不足' },
  missing: '未提供{{ name }}的证据材料',
  dimensions: [{ id: 'd1', title: '示例' }],
  defaults: {
    by: 'period_end',
    act_by: 'period_end',
    from: '2019-01-01',
    binding: 'K',
    checked: 'C/C',
    basis: [{ law: 'law-a', articles: ['3'] }],
    evidence: ['台账'],
    scoring_unit: '县司法局',
    remedy: { post: '司法所', effort: 1, text: '按规定办理' },
    causes: ['staff'],
  },
}

const lawsBase = {
  'law-a': { title: '示例条例', number: '示例令第1号', issuer: '示例机关', from: '2019-01-01' },
}

const fieldsBase = { code: { label: '编号', type: 'text', required: true, names_row: true } }
const saysBase = { met: '达到要求', shortcoming: '未达到要求' }

type Declaration = Record<string, unknown>

export interface Clause {
  clause: string
  /** The functions (F1 …) and modifiers (M1 …) of the handbook it shows. */
  uses: string[]
  /** Keys of pack.yaml it adds. */
  pack?: Declaration
  registers: Declaration[]
  /** Items; `in` names a pool, else they are of the base. */
  items: Declaration[]
  cases: Declaration[]
}

export const readClause = (text: string): Clause => parse(text) as Clause

const register = (declared: Declaration): Declaration => {
  const fields = (declared.fields ?? fieldsBase) as Record<string, Declaration>
  return { keeper: 'township', key: [Object.keys(fields)[0]], ...declared, fields }
}

/** The pack with what is wrong with it; its worked cases as the file the runner of cases reads. */
export function clausePack(
  path: string,
  text: string,
): { clause: Clause; pack: CompiledPack | null; problems: Problem[]; cases: { path: string; text: string } } {
  const clause = readClause(text)
  const places = new Map<string, Declaration[]>()
  for (const { in: place = 'd1', ...item } of clause.items) {
    // Versions carry each their own words.
    const complete = { ...(item.versions ? {} : { clause: clause.clause }), says: saysBase, ...item }
    places.set(String(place), [...(places.get(String(place)) ?? []), complete])
  }
  const files = [
    { path: 'pack.yaml', text: stringify({ ...packBase, ...clause.pack }) },
    { path: 'laws.yaml', text: stringify(lawsBase) },
    {
      path: 'registers/all.yaml',
      text: clause.registers.map((one) => stringify(register(one))).join('---\n'),
    },
    ...[...places].map(([place, items]) => ({
      path: `items/${place}.yaml`,
      text: stringify(items, { aliasDuplicateObjects: false }),
    })),
  ]
  const { table, problems } = loadPack([{ id: 'clause', files }])
  return {
    clause,
    pack: table && compilePack(table),
    problems,
    cases: { path, text: stringify(clause.cases) },
  }
}

const folder = new URL('../rules/clauses/', import.meta.url)

/** Every clause of test/rules/clauses, by file name. */
export const clauseTexts = (): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

/** The same, compiled. */
export const clausePacks = (): [name: string, pack: CompiledPack][] =>
  clauseTexts().map(({ name, text }) => [name, clausePack(name, text).pack!])
