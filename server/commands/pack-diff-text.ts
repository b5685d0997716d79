/** One difference between two packs as a person reads it: documents, facts, fields and parameters by what they are called. */
import { chineseDate } from '../../rules/dates.ts'
import type { Difference } from '../../rules/loading/diff.ts'
import { excerpt } from '../../rules/loading/located.ts'
import type { Binding, Citation, ItemVersion, Law, PackTable, Parameter } from '../../rules/pack.ts'
import { citationText, lawText } from '../../rules/reasons.ts'
import { bindingWords } from '../../rules/wording.ts'
import { originWords, withUnit } from '../documents/pack-document.ts'

/** What ids stand for in the tables compared. */
export interface TableNames {
  laws: readonly Law[]
  /** Items, facts and parameters. */
  titles: ReadonlyMap<string, string>
}

/** The names of tables; of an id in several the first table's. */
export function tableNames(...tables: readonly PackTable[]): TableNames {
  const titled = tables.flatMap(({ items, registers, parameters = [] }) => [
    ...items,
    ...registers.flatMap(({ facts }) => facts),
    ...parameters,
  ])
  return {
    laws: tables.flatMap(({ laws }) => laws),
    titles: new Map(titled.reverse().map(({ id, title }) => [id, title])),
  }
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
  items: '用到的要点',
  reading: '词类',
  report: '报告部分',
}

/** 修改 年度报告公开（rep-publish） 版本 · 2019-04-15 · 条款：… → … */
export function differenceText(
  { area, id, title, kind, path, before, after }: Difference,
  names: TableNames,
): string {
  const valueText = (value: unknown): string => writtenText(value, names, path?.at(-1))
  const stepText = (step: string): string => {
    const law = names.laws.find((one) => one.id === step)
    return labels[step] ?? (law ? lawText(law) : nameOf(step, names))
  }
  // A citation says its document itself.
  const steps = isCitation(after ?? before) ? path?.slice(0, -1) : path
  const name = area === 'pack' ? (labels[id] ?? id) : `${title}（${id}）`
  if (path === undefined && area !== 'pack') return `${kind === 'added' ? '增加' : '删去'} ${name}`
  const what = steps === undefined ? name : `${name} ${steps.map(stepText).join(' · ')}`
  if (kind === 'added') return `增加 ${what}：${valueText(after)}`
  if (kind === 'removed') return `删去 ${what}：${valueText(before)}`
  return `修改 ${what}：${valueText(before)} → ${valueText(after)}`
}

/** An id whose title is known stands with it, as the lists of a pack are edited by ids. */
const nameOf = (id: string, { titles }: TableNames): string => {
  const title = titles.get(id)
  return title === undefined ? id : `${title}（${id}）`
}

const isVersion = (value: unknown): value is ItemVersion =>
  typeof value === 'object' && value !== null && 'clause' in value && 'basis' in value

const isParameter = (value: unknown): value is Parameter =>
  typeof value === 'object' && value !== null && 'origin' in value && 'text' in value

const isCitation = (value: unknown): value is Citation =>
  typeof value === 'object' && value !== null && 'law' in value && 'articles' in value

const hasText = <K extends string>(value: unknown, key: K): value is Record<K, string> =>
  typeof value === 'object' && value !== null && key in value && typeof value[key as never] === 'string'

/** What is told without its data. */
const isNamed = (value: unknown): boolean =>
  typeof value === 'string' || isCitation(value) || hasText(value, 'label') || hasText(value, 'title')

/**
 * Versions by their clause, citations by their document, parameters with their value, fields and facts by what they are
 * called; what is left is data of the pack's own making.
 */
function writtenText(value: unknown, names: TableNames, key?: string): string {
  if (typeof value === 'string') {
    if (key === 'binding') return bindingWords[value as Binding]
    return excerpt(nameOf(value, names))
  }
  if (isVersion(value))
    return `${value.to === undefined ? '' : `至${chineseDate(value.to)}，`}${bindingWords[value.binding]}，${excerpt(value.clause)}`
  if (isCitation(value)) return citationText(names.laws, value)
  if (isParameter(value)) return `${withUnit(value)}（${originWords[value.origin]}）`
  if (hasText(value, 'label')) return value.label
  if (hasText(value, 'title')) return value.title
  if (Array.isArray(value) && value.every(isNamed))
    return value.map((entry) => writtenText(entry, names)).join('、') || '无'
  return excerpt(JSON.stringify(value))
}
