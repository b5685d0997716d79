import { itemsInForce } from '../../rules/burden.ts'
import type { CompiledItem } from '../../rules/compile.ts'
import { type TownshipKind, townshipKinds } from '../../rules/pack.ts'
import { add, type Rational, toDecimal, zero } from '../../rules/rational.ts'
import { type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { type Invocation, json, show } from './command.ts'
import type { Sheet } from './sheet.ts'

/** Years whose law differs within what the packs tell; --year asks for another. */
const years = [2019, 2022, 2023, 2024, 2025, 2026]

interface Points {
  year: number
  kind: TownshipKind
  total: string
  items: number
  core: number
  dimensions: { id: string; points: string }[]
}

/** Points of each dimension by kind of township and year. */
export function showPoints(invocation: Invocation, packs: readonly string[]): number {
  const { values, streams } = invocation
  const kinds = values.kind ? [values.kind] : townshipKinds
  const found = packs.map((name) => {
    const loaded = loadPackFromDisk(name, streams.cwd)
    const points = (values.year ? [values.year] : years).flatMap((year) =>
      kinds.map((kind) => pointsOf(loaded, kind, year)),
    )
    return { loaded, points }
  })
  if (values.json) {
    const views = found.map(({ loaded: { table, hash }, points }) => ({
      pack: table.id,
      version: table.version,
      hash,
      points,
    }))
    streams.out(json(views.length === 1 ? views[0] : views))
  } else for (const { loaded, points } of found) show(sheet(loaded, points), invocation)
  return 0
}

const sumOf = (items: readonly CompiledItem[]): string =>
  toDecimal(items.reduce((total: Rational, { value }) => add(total, value), zero))

function pointsOf({ pack, table }: LoadedPack, kind: TownshipKind, year: number): Points {
  const items = itemsInForce(pack, kind, year).filter((item) => pack.items.includes(item))
  return {
    year,
    kind,
    total: sumOf(items),
    items: items.length,
    core: items.filter((item) => item.table.core).length,
    dimensions: table.dimensions.map(({ id }) => ({
      id,
      points: sumOf(items.filter((item) => item.table.dimension === id)),
    })),
  }
}

const sheet = ({ table }: LoadedPack, points: readonly Points[]): Sheet => [
  { kind: 'heading', text: `${table.title}：分值` },
  {
    kind: 'table',
    columns: [
      { title: '年度' },
      { title: '类别' },
      ...table.dimensions.map(({ id }) => ({ title: id, right: true })),
      { title: '合计', right: true },
      { title: '要点', right: true },
      { title: '核心', right: true },
    ],
    rows: points.map(({ year, kind, dimensions, total, items, core }) => [
      String(year),
      kind,
      ...dimensions.map((dimension) => dimension.points),
      total,
      String(items),
      String(core),
    ]),
  },
  { kind: 'list', items: table.dimensions.map(({ id, title }) => `${id} ${title}`) },
]
