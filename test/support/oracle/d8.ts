/** By hand: publicity. */
import { type Cells, filled, type Hand, isWithin, members, text } from './hand.ts'

/** Adds the points of the eighth dimension. */
export function scorePublicity(hand: Hand): void {
  const { year, rows, inYear } = hand
  const plans = (kind: string): Cells[] => rows('plans').filter((row) => row.kind === kind)
  const lists = plans('普法责任清单')
  const yearly = plans('年度普法计划')
  hand.yesNo(
    'pub-duty-list',
    [3, 2],
    lists.length > 0 && yearly.length > 0 && [...lists, ...yearly].some((row) => row.officer === true),
  )
  hand.yesNo(
    'pub-budget',
    [1, 2],
    [...plans('普法经费预算'), ...plans('普法经费支出')].some((row) => Number(row.amount) > 0),
  )

  const events = inYear('publicity_events', 'held_on')
  const between = (from: string, to: string): Cells[] =>
    events.filter((row) => isWithin(row.held_on, `${year}-${from}`, `${year}-${to}`))
  const isOf = (theme: string) => (row: Cells) => members(row.theme).includes(theme)
  const week = between('12-01', '12-10').filter(isOf('宪法'))
  hand.yesNo('pub-constitution-day', [1, 1], week.length > 0)
  hand.yesNo(
    'pub-law-month',
    [1, 2],
    between('12-01', '12-31').some((row) => !week.includes(row)),
  )
  hand.yesNo('pub-civil-code-month', [1, 2], between('05-01', '05-31').some(isOf('民法典')))
  const cases = events.reduce((sum, row) => sum + Number(row.cases), 0)
  hand.scores.set('pub-case-based', [Math.min(cases, 2), 4])

  const villages = rows('villages')
  const persons = rows('law_savvy_persons').filter((row) => row.active === true)
  const savvy = persons.filter((row) => row.role === '法律明白人')
  hand.share(
    'pub-law-savvy-3',
    [2, 1],
    villages.filter((row) => row.kind === '村'),
    ({ name }) => savvy.filter((row) => row.village === name).length >= 3,
  )
  hand.share(
    'pub-law-savvy-train',
    [1, 2],
    savvy,
    (row) => row.registered === true && text(row.trained_on).startsWith(`${year}`),
  )
  hand.share('pub-rol-leader', [1, 2], villages, ({ name }) =>
    persons.some((row) => row.role === '法治带头人' && row.village === name),
  )
  const usable = rows('venues').filter((row) => row.usable === true)
  hand.share('pub-venue', [1, 1], villages, ({ name }) => usable.some((row) => row.village === name))

  hand.share(
    'pub-hint-reply',
    [1, 2],
    inYear('suggestions', 'received_on', '2025-11-01').filter((row) => row.kind === '普法提示'),
    (row) => filled(row.answered_on),
  )
}
