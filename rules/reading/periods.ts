/** A count of part of the year: 上半年学法2次, 5月15日学法1次. */
import type { Mention } from './context.ts'
import type { Quantity } from './quantity.ts'

/** Counters of what happens on days; people and contracts are there all year. */
const events = new Set([
  '次',
  '场',
  '场次',
  '期',
  '期次',
  '回',
  '轮',
  '轮次',
  '批',
  '批次',
  '堂',
  '课',
  '节',
  '件',
  '起',
  '宗',
])

/** Papers and matters too, where months are told together: 1至6月审查合同20份. */
const papers = new Set(['份', '项', '条', '人次'])
const isMonths = ({ span }: Quantity): boolean =>
  span !== undefined && span.from.slice(0, 7) !== span.to.slice(0, 7)

/** Parts looked back at, and figures in each: a longer list is no sentence. */
const farthestPart = 8
const mostFigures = 40

/** The date nearest before the figure, in its clause or the one before. */
const dateBefore = ({ sentence, part, partIndex, quantity }: Mention): Quantity | undefined => {
  for (let index = partIndex; index >= 0 && index > partIndex - farthestPart; index--) {
    const other = sentence.parts[index]!
    if (other.clause < part.clause - 1 || other.quantities.length > mostFigures) return undefined
    const date = other.quantities.findLast(
      ({ kind, end }) => (kind === 'date' || kind === 'dates') && end <= quantity.start,
    )
    if (date) return date
  }
  return undefined
}

/** The figure tells what one date or one part of the year brought; a list of dates is the whole. */
export const isPartial = (text: string, mention: Mention): boolean => {
  const { sentence, part, quantity } = mention
  const paper = papers.has(quantity.counter)
  if (quantity.kind !== 'number' || !(paper || events.has(quantity.counter))) return false
  const clause = sentence.clauses[part.clause]!
  const previous = sentence.clauses[part.clause - 1]
  const date = dateBefore(mention)
  if (!date || (paper && !isMonths(date)) || date.range || (date.dates?.length ?? 1) > 1) return false
  // A date of the clause before leads in only where it stands alone: 上半年，学法2次.
  if (date.start < clause.start && previous && previous.end - date.end > 1) return false
  if (/(?:截至|截止|截止到|截至到|到|至|自)$/.test(text.slice(Math.max(0, date.start - 3), date.start)))
    return false
  const between = text.slice(date.end, quantity.start)
  return (
    !/^(?:以来|之?前|底|末|止|起)|全年|共|累计|先后|台账|登记在册|现有|实有/.test(between) &&
    !/^(?:至|到|-|—)/.test(between)
  )
}
