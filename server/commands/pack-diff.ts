import type { Assessment, ItemResult } from '../../rules/assessment.ts'
import { chineseDate } from '../../rules/dates.ts'
import { type Area, type Difference, diffTables, type TableDifference } from '../../rules/loading/diff.ts'
import { excerpt } from '../../rules/loading/located.ts'
import type { Citation, ItemVersion, Law } from '../../rules/pack.ts'
import { citationText, lawText } from '../../rules/reasons.ts'
import { bindingWords } from '../../rules/wording.ts'
import { AppError } from '../errors.ts'
import { type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { type Invocation, json, show, usage } from './command.ts'
import { interval } from './figures.ts'
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

/** Keys of a table as a person names them; ids and days stay as they are. */
const labels: Record<string, string> = {
  value: '分值',
  title: '名称',
  dimension: '一级指标',
  kinds: '适用类别',
  core: '核心',
  by: '版本选用',
  versions: '版本',
  from: '起始日期',
  to: '终止日期',
  binding: '约束力',
  checked: '核验',
  basis: '依据',
  articles: '条',
  clause: '条款',
  score: '计分',
  empty: '分母为零时',
  redLine: '红线',
  evidence: '佐证材料',
  scoringUnit: '评分责任单位',
  actBy: '办理期限',
  evidenceBy: '举证期限',
  remedy: '整改措施',
  says: '句子',
  keeper: '登记单位',
  keeperUnit: '登记部门',
  fields: '字段',
  facts: '数据项',
  claims: '读法',
  where: '条件',
  places: '适用地区',
  extends: '所扩展的指标体系',
  grades: '等次',
  groups: '组别',
  rounding: '小数位',
  composite: '总分的来源',
  levels: '级别',
  pools: '加分减分池',
  vetoes: '否决',
  dimensions: '一级指标',
  causes: '原因',
  missing: '缺证据的句子',
  parameters: '参数',
  expected: '估计条数',
  changes: '修订说明',
  reading: '词类',
  report: '报告部分',
}

function differenceText(
  { area, id, title, kind, path, before, after }: Difference,
  laws: readonly Law[],
): string {
  const valueText = (value: unknown): string => writtenText(value, laws)
  const lawNamed = (step: string): string | undefined => {
    const law = laws.find((one) => one.id === step)
    return law && lawText(law)
  }
  const spoken = (steps: readonly string[]): string =>
    steps.map((step) => labels[step] ?? lawNamed(step) ?? step).join(' · ')
  const name = area === 'pack' ? (labels[id] ?? id) : `${title}（${id}）`
  if (path === undefined && area !== 'pack') return `${kind === 'added' ? '增加' : '删去'} ${name}`
  const what = path === undefined ? name : `${name} ${spoken(path)}`
  if (kind === 'added') return `增加 ${what}：${valueText(after)}`
  if (kind === 'removed') return `删去 ${what}：${valueText(before)}`
  return `修改 ${what}：${valueText(before)} → ${valueText(after)}`
}

const isVersion = (value: unknown): value is ItemVersion =>
  typeof value === 'object' && value !== null && 'clause' in value && 'basis' in value

const isCitation = (value: unknown): value is Citation =>
  typeof value === 'object' && value !== null && 'law' in value && 'articles' in value

/** Versions by their clause, citations by their document; what is left is data of the pack's own making. */
function writtenText(value: unknown, laws: readonly Law[]): string {
  if (typeof value === 'string') return excerpt(value)
  if (isVersion(value))
    return `${value.to === undefined ? '' : `至${chineseDate(value.to)}，`}${bindingWords[value.binding]}，${excerpt(value.clause)}`
  if (isCitation(value)) return citationText(laws, value)
  const texts = Array.isArray(value) && value.every((entry) => typeof entry === 'string')
  return excerpt(texts ? value.join('、') || '无' : JSON.stringify(value))
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
  const laws = [...after.table.laws, ...before.table.laws]
  return [
    { kind: 'heading', text: head },
    { kind: 'fields', fields },
    ...(differences.length === 0 ? [{ kind: 'text', text: '没有不同。' } as const] : []),
    ...(Object.keys(areas) as Area[]).flatMap((area): Sheet => {
      const items = differences
        .filter((difference) => difference.area === area)
        .map((difference) => differenceText(difference, laws))
      return items.length === 0
        ? []
        : [
            { kind: 'heading', text: areas[area] },
            { kind: 'list', items },
          ]
    }),
  ]
}
