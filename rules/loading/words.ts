/** Small shapes that several files of a pack share: dates, kinds, due dates. */
import { isDate } from '../dates.ts'
import { type DueDate, type TownshipKind, townshipKinds } from '../pack.ts'
import { complain, type LocatedNode, type Notebook, wording } from './located.ts'
import {
  defaulted,
  either,
  isScalarNode,
  list,
  oneOf,
  record,
  required,
  type Shape,
  scalar,
  text,
  turned,
} from './shape.ts'

/** Where a requirement older than the product's first year begins. */
const beginning = '2018-01-01'
const fromTheBeginning = new Set(['≤2018', 'local', '—'])

/** A day, a bare month (its first day), a bare year (1 January), or one of the words for “since ever”. */
export const startDate = (what: string): Shape<string> =>
  scalar(
    what,
    beginning,
    (source) => {
      if (fromTheBeginning.has(source)) return beginning
      const full = /^\d{4}$/.test(source)
        ? `${source}-01-01`
        : /^\d{4}-\d{2}$/.test(source)
          ? `${source}-01`
          : source
      return isDate(full) ? full : undefined
    },
    '写日期如2019-09-01，或者只写年份、年月；长期有效的写≤2018',
  )

export const civilDate = (what: string): Shape<string> =>
  scalar(what, beginning, (source) => (isDate(source) ? source : undefined), '写日历上有的日期，如2019-09-01')

/** A text, or several. */
export const textOrTexts = (what: string): Shape<string | string[]> =>
  either(text(what), list(what, text(what), 1), isScalarNode)

export const texts = (what: string, atLeast = 0): Shape<string[]> => list(what, text(what), atLeast)

export const kinds: Shape<TownshipKind[]> = list('kinds', oneOf('乡镇类别', townshipKinds), 1)

const monthDay = scalar(
  '日期',
  '01-01',
  // 2024 is a leap year: 02-29 is a day of some year.
  (source) => (/^\d{2}-\d{2}$/.test(source) && isDate(`2024-${source}`) ? source : undefined),
  '写月-日，如04-01',
)

/** The engine counts the day itself in time wherever a deed or its proof is due; another meaning is not silently dropped. */
const dayItself = {
  ...oneOf('期限当日', ['in_time']),
  read: (node: LocatedNode, book: Notebook): 'in_time' => {
    if (node.kind !== 'scalar' || node.source !== 'in_time') {
      complain(book, node, {
        code: 'day_itself',
        message: `act_by、evidence_by的当日总是算按时，不能写“${wording(node)}”`,
        text: wording(node),
        remedy: '删去day_itself；要求早于某日的，把日期写成前一天',
      })
    }
    return 'in_time'
  },
}

/** A due date names its year. */
export const dueDate = (what: string): Shape<DueDate> =>
  turned(
    record(what, {
      year: required(oneOf(`${what}的年份`, ['period', 'period+1'])),
      date: required(monthDay),
      day_itself: defaulted<'in_time'>(dayItself, 'in_time'),
    }),
    ({ year, date, day_itself }) => ({ yearOffset: year === 'period' ? 0 : 1, date, dayItself: day_itself }),
  )
