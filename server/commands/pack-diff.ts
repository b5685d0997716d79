import type { Assessment, ItemResult } from '../../rules/assessment.ts'
import { type Area, diffTables, type TableDifference } from '../../rules/loading/diff.ts'
import { AppError } from '../errors.ts'
import { type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { type Invocation, json, show, usage } from './command.ts'
import { interval } from './figures.ts'
import { differenceText, tableNames } from './pack-diff-text.ts'
import { assessTownships } from './run.ts'
import type { Sheet } from './sheet.ts'

type Score = Pick<Assessment['score'], 'raw' | 'scaled' | 'grade'>
type Moved = Pick<ItemResult, 'id' | 'title'> & { before: ItemResult | null; after: ItemResult | null }

/** One township under both packs. */
interface TownshipMove {
  township: string
  before: Score
  after: Score
  /** Items whose points differ. */
  items: Moved[]
}

/** What changed between two packs; with evidence files, whose score moves. */
export async function diffPacks(invocation: Invocation, args: readonly string[]): Promise<number> {
  const [first, second, ...files] = args
  if (first === undefined || second === undefined)
    throw usage('pack diff后面写两个指标体系：先原来的，后现在的；要看得分变化，再写--和材料文件')
  const [before, after] = [first, second].map((name) => loadPackFromDisk(name, invocation.streams.cwd))
  const difference = diffTables(before!.table, after!.table)
  const moves = files.length > 0 ? await movesOf(invocation, [first, second], files) : null
  if (invocation.values.json) {
    const view = { before: headOf(before!), after: headOf(after!), ...difference }
    invocation.streams.out(json(moves ? { ...view, townships: moves.map(viewMove) } : view))
  } else {
    show([...differenceSheet(before!, after!, difference), ...(moves ? moveSheet(moves) : [])], invocation)
  }
  return 0
}

const headOf = ({ table, hash }: LoadedPack) => ({ id: table.id, version: table.version, hash })

// --- scores --------------------------------------------------------------------------------------------------------

async function movesOf(
  invocation: Invocation,
  packs: readonly string[],
  files: string[],
): Promise<TownshipMove[]> {
  const [before, after] = await Promise.all(packs.map((pack) => scoresUnder(invocation, pack, files)))
  return before!.flatMap(({ name, assessment }, i) => {
    const other = after![i]?.assessment
    return other ? [moveOf(name, assessment, other)] : []
  })
}

async function scoresUnder(invocation: Invocation, pack: string, files: string[]) {
  try {
    const values = { ...invocation.values, pack }
    const { townships } = await assessTownships({ ...invocation, args: files, values })
    return townships.map(({ files: read, assessment }) => ({
      name: read.name ?? read.files.join('、'),
      assessment,
    }))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, `材料按“${pack}”不能计分：${error.message}`, error.details)
  }
}

function moveOf(township: string, before: Assessment, after: Assessment): TownshipMove {
  const later = new Map(after.items.map((item) => [item.id, item]))
  const earlier = new Map(before.items.map((item) => [item.id, item]))
  const ids = [...new Set([...earlier.keys(), ...later.keys()])]
  const items = ids.flatMap((id): Moved[] => {
    const [was, is] = [earlier.get(id) ?? null, later.get(id) ?? null]
    const same = was?.low === is?.low && was?.high === is?.high && was?.outcome === is?.outcome
    return same ? [] : [{ id, title: (is ?? was)!.title, before: was, after: is }]
  })
  return { township, before: before.score, after: after.score, items }
}

const viewScore = ({ raw, scaled, grade }: Score) => ({
  raw: { low: raw.low, high: raw.high, applicable: raw.applicable },
  scaled: { low: scaled.low, high: scaled.high },
  grade,
})
const viewItem = (item: ItemResult | null) =>
  item && { low: item.low, high: item.high, outcome: item.outcome }
const viewMove = ({ township, before, after, items }: TownshipMove) => ({
  township,
  before: viewScore(before),
  after: viewScore(after),
  items: items.map((item) => ({
    id: item.id,
    title: item.title,
    before: viewItem(item.before),
    after: viewItem(item.after),
  })),
})

const pointsOf = (item: ItemResult | null): string => (item ? interval(item) : '无')

function moveSheet(moves: readonly TownshipMove[]): Sheet {
  return [
    { kind: 'heading', text: '得分变化' },
    {
      kind: 'table',
      columns: [
        { title: '评价对象' },
        { title: '原始分' },
        { title: '百分制' },
        { title: '变动的考核要点', wide: true },
      ],
      rows: moves.map(({ township, before, after, items }) => [
        township,
        arrow(interval(before.raw), interval(after.raw)),
        arrow(interval(before.scaled), interval(after.scaled)),
        items
          .map((item) => `${item.title}${arrow(pointsOf(item.before), pointsOf(item.after))}`)
          .join('、') || '无',
      ]),
    },
  ]
}

const arrow = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`)

// --- the tables ----------------------------------------------------------------------------------------------------

const areas: Record<Area, string> = {
  item: '考核要点',
  register: '台账',
  law: '法律文件',
  pack: '其他',
}

function differenceSheet(
  before: LoadedPack,
  after: LoadedPack,
  { total, differences }: TableDifference,
): Sheet {
  const head = `${before.table.id} ${before.table.version} → ${after.table.id} ${after.table.version}`
  const fields: [string, string][] = [
    ['合计分值', arrow(total.before, total.after)],
    ['校验值', arrow(before.hash, after.hash)],
  ]
  const names = tableNames(after.table, before.table)
  return [
    { kind: 'heading', text: head },
    { kind: 'fields', fields },
    ...(differences.length === 0 ? [{ kind: 'text', text: '没有不同。' } as const] : []),
    ...(Object.keys(areas) as Area[]).flatMap((area): Sheet => {
      const items = differences
        .filter((difference) => difference.area === area)
        .map((difference) => differenceText(difference, names))
      return items.length === 0
        ? []
        : [
            { kind: 'heading', text: areas[area] },
            { kind: 'list', items },
          ]
    }),
  ]
}
