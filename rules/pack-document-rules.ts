/** How points become a total, a grade and a place, in sentences: what of a table stands above its items. */
import { quoted } from './counting-words.ts'
import type { Branch, Dimension, Grade, PackTable, SharedMatter } from './pack.ts'
import { breakerText, internalNotice } from './rank.ts'

/** What a dimension weighs, how its items are grouped, and what groups of them can lose at most. */
export function dimensionRules(dimension: Dimension, { items }: Pick<PackTable, 'items'>): string[] {
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  const grouped = ({ nodes = [] }: Branch): string[] =>
    nodes.flatMap((node) => [
      `${quoted(node.title)}包括${membersOf(node, titles)}${mostText(node, '，')}`,
      ...grouped(node),
    ])
  return [
    ...(dimension.weight ? [`本一级指标占总分的${dimension.weight}`] : []),
    ...(dimension.deductMost ? [`本一级指标${mostText(dimension)}`] : []),
    ...grouped(dimension),
  ]
}

const mostText = ({ deductMost }: Branch, before = ''): string =>
  deductMost === undefined ? '' : `${before}累计扣分最多${deductMost}分，超出的不再扣`

const membersOf = ({ items = [], nodes = [] }: Branch, titles: ReadonlyMap<string, string>): string =>
  [...nodes.map(({ title }) => title), ...items.map((id) => titles.get(id) ?? id)].map(quoted).join('、')

/** One matter that several items could take points for, and which of them bears it. */
export function matterRules({ matters = [], items, registers }: PackTable): string[] {
  return matters.map((matter) => {
    const shared = matter.items.map((id) => items.find((item) => item.id === id)?.title ?? id)
    const which = matter.by === 'row' ? '同一条记录' : `${fieldNames(matter.by, registers)}相同的记录`
    return `${shared.map(quoted).join('、')}：${which}几处都扣分的，${bearerText(matter, shared)}`
  })
}

function bearerText({ bears }: SharedMatter, titles: readonly string[]): string {
  const order = titles.map(quoted).join('、')
  return bears === 'first'
    ? `按${order}的次序，只在最先扣分的一处扣`
    : `只在扣得最多的一处扣，一样多的在${quoted(titles[0]!)}扣`
}

const fieldNames = (by: Record<string, string>, registers: PackTable['registers']): string =>
  [
    ...new Set(
      Object.values(by).map(
        (id) => registers.flatMap(({ fields }) => fields).find((field) => field.id === id)?.label ?? id,
      ),
    ),
  ]
    .map(quoted)
    .join('、')

/** Grades with their lines, groups, and what parts equal totals. */
export function gradeRules(table: PackTable): string[] {
  const { grades, groups, quotas = [], top, rounding, tieBreakers = [] } = table
  const breakers = tieBreakers.map((breaker) => breakerText(breaker, table))
  return [
    `总分四舍五入，保留${rounding.places}位小数。`,
    ...(grades.length > 0 ? [`等次：${gradesText(grades)}。`] : []),
    ...groups.flatMap((group) =>
      group.grades ? [`${quoted(group.title)}的等次：${gradesText(group.grades)}。`] : [],
    ),
    ...(grades.length > 0 && !table.issued ? ['本表尚未印发，只列得分，不评等次。'] : []),
    ...quotas.map(
      ({ grade, most }) => `${quoted(grade)}不超过本组数量的${most}（不足1个的舍去），先按分数线，再按比例。`,
    ),
    `分组比较：${groups.map(({ title, kinds }) => `${title}（${kinds.join('、')}）`).join('、')}，各组内按总分由高到低排列。`,
    breakers.length > 0
      ? `总分相同的，依次看${breakers.join('、')}；仍相同的位次并列。`
      : '总分相同的位次并列。',
    ...(top
      ? [
          `各组取前${top.n}名；第${top.n}名处有并列的，${top.edge === 'all_in' ? '并列的都算在内' : '并列的都不算在内'}。`,
        ]
      : []),
    internalNotice,
  ]
}

/** 90分以上为优秀，80分以上不满90分为良好，不满60分为不合格 */
function gradesText(grades: readonly Grade[]): string {
  return grades
    .map(({ title, from, baseAtLeast }, index) => {
      const above = grades[index - 1]?.from
      const below = above === undefined ? '' : `不满${above}分`
      const least = from === '0' && below ? '' : `${from}分以上`
      const base = baseAtLeast === undefined ? '' : `（不计加分减分的基础分须达到${baseAtLeast}分）`
      return `${least}${below}为${title}${base}`
    })
    .join('，')
}
