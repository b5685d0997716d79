import { type Burden, burdenOf, type RegisterUse } from '../../rules/burden.ts'
import { type TownshipKind, townshipKinds } from '../../rules/pack.ts'
import { toDecimal } from '../../rules/rational.ts'
import { percentText } from '../../rules/wording.ts'
import { type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { type Invocation, json, show } from './command.ts'
import type { Sheet } from './sheet.ts'

/** One entry, many uses: which items read each register, and how many entries a year the pack asks for. */
export function showUses(invocation: Invocation, packs: readonly string[]): number {
  const { values, streams } = invocation
  const year = values.year ?? streams.now().getFullYear()
  const kinds = values.kind ? [values.kind] : townshipKinds
  const found = packs.map((name) => {
    const loaded = loadPackFromDisk(name, streams.cwd)
    return { loaded, burdens: kinds.map((kind) => burdenOf(loaded.pack, kind, year)) }
  })
  if (values.json) {
    const views = found.map(({ loaded, burdens }) => view(loaded, burdens, year))
    streams.out(json(views.length === 1 ? views[0] : views))
  } else for (const { loaded, burdens } of found) show(sheet(loaded, burdens, year), invocation)
  return 0
}

/** A register with what each kind of township enters in it. */
interface Row extends Pick<RegisterUse, 'register' | 'standing'> {
  items: RegisterUse['items']
  rows: Map<TownshipKind, string | null>
}

function rowsOf(burdens: readonly Burden[]): Row[] {
  const rows = new Map<string, Row>()
  for (const { kind, registers } of burdens) {
    for (const { register, items, rows: count, standing } of registers) {
      const row: Row = rows.get(register.id) ?? { register, standing, items: [], rows: new Map() }
      row.items = [...row.items, ...items.filter((item) => !row.items.includes(item))]
      row.rows.set(kind, count && toDecimal(count))
      rows.set(register.id, row)
    }
  }
  return [...rows.values()]
}

const unestimated = (burden: Burden): string[] =>
  burden.registers.filter(({ rows }) => rows === null).map(({ register }) => register.id)

function view({ table, hash }: LoadedPack, burdens: readonly Burden[], year: number) {
  return {
    pack: table.id,
    version: table.version,
    hash,
    year,
    registers: rowsOf(burdens).map(({ register, standing, items, rows }) => ({
      id: register.id,
      title: register.title,
      keeper: register.keeper,
      keeperUnit: register.keeperUnit ?? null,
      standing,
      fields: register.fields.length,
      rows: Object.fromEntries(rows),
      items: items.map(({ table: { id, title }, number }) => ({ id, number, title })),
    })),
    kinds: burdens.map((burden) => ({
      kind: burden.kind,
      entries: toDecimal(burden.entered.rows),
      cells: toDecimal(burden.entered.cells),
      kept: toDecimal(burden.kept),
      county: toDecimal(burden.county),
      unestimated: unestimated(burden),
      traces: {
        points: toDecimal(burden.traces.traces),
        total: toDecimal(burden.traces.total),
        share: burden.traces.share && toDecimal(burden.traces.share),
      },
    })),
  }
}

function sheet({ table }: LoadedPack, burdens: readonly Burden[], year: number): Sheet {
  const rows = rowsOf(burdens)
  const lacking = [...new Set(burdens.flatMap(unestimated))]
  return [
    { kind: 'heading', text: `${table.title}：台账和要点（${year}年度）` },
    {
      kind: 'table',
      columns: [
        { title: '台账' },
        { title: '登记' },
        ...burdens.map(({ kind }) => ({ title: `${kind}每年`, right: true })),
        { title: '要点数', right: true },
      ],
      rows: rows.map(({ register, standing, items, rows: counts }) => [
        register.title,
        register.keeper === 'county' ? (register.keeperUnit ?? '县级') : standing ? '乡镇，常设名册' : '乡镇',
        ...burdens.map(({ kind }) => (counts.has(kind) ? (counts.get(kind) ?? '未估计') : '—')),
        String(items.length),
      ]),
      notes: {
        title: '读它的要点',
        texts: rows.map(({ items }) => items.map((item) => `${item.number} ${item.table.title}`).join('、')),
      },
    },
    { kind: 'heading', text: '每年登记量' },
    {
      kind: 'table',
      columns: [
        { title: '类别' },
        { title: '乡镇登记（条）', right: true },
        { title: '单元格', right: true },
        { title: '常设名册（条）', right: true },
        { title: '县级部门登记（条）', right: true },
        { title: '只凭过程材料的分值', right: true },
      ],
      rows: burdens.map(({ kind, entered, kept, county, traces }) => [
        kind,
        toDecimal(entered.rows),
        toDecimal(entered.cells),
        toDecimal(kept),
        toDecimal(county),
        traces.share ? percentText(traces.share) : '—',
      ]),
    },
    {
      kind: 'text',
      text: `条数是按各台账声明的每年大约几条估计的，不影响得分；常设名册逐年沿用，只登变动${lacking.length > 0 ? `。没有估计的台账：${lacking.join('、')}` : ''}。`,
    },
  ]
}
