/** Way → a sheet. */
import { chineseDate } from '../../rules/dates.ts'
import type { Standing, Way } from '../../rules/target.ts'
import { interval, points } from './figures.ts'
import type { Part, Sheet } from './sheet.ts'

/** The steps with their gains, what cannot be had, red lines and what only others can settle. */
export function waySheet(way: Way, township: { name: string | null; kind: string; year: number }): Sheet {
  return [
    { kind: 'heading', text: `达到${targetText(way)}用工最少的办法` },
    {
      kind: 'fields',
      fields: [
        ['评价对象', `${township.name ?? '未写明'}（${township.kind}） ${township.year}年度`],
        ['现在', standingText(way.now)],
        ['办成后', standingText(way.after)],
        ['最多', `${standingText(way.most)}（还能办的${way.actions.length}件都办成）`],
        ...(way.by === null ? [] : [['只算', `${chineseDate(way.by)}前办得完的`] satisfies [string, string]]),
        ['结论', verdictText(way)],
      ],
    },
    ...stepsPart(way),
    ...redLinePart(way),
    ...waitingPart(way),
  ]
}

const targetText = ({ target }: Way): string =>
  'score' in target ? `${points(target.score)}分` : `“${target.grade}”等次`

const standingText = ({ low, high, grade }: Standing): string => {
  const grades = grade ? `，${grade.low === grade.high ? grade.low : `${grade.low}—${grade.high}`}` : ''
  return `${interval({ low, high })}分${grades}`
}

function verdictText(way: Way): string {
  const cost = `${way.steps.length}件事，${way.effort}个工作日`
  if (!way.reached) {
    const sure = way.proven ? '达不到' : '没有找到达到的办法'
    return `${sure}；下面是得分最多的办法中用工最少的：${cost}`
  }
  if (way.steps.length === 0) return '已经达到，不用再办'
  return way.proven ? `${cost}，没有更省的` : `${cost}；更省的办法至少也要${way.bound.effort}个工作日`
}

function stepsPart({ now, steps, actions }: Way): Part[] {
  if (steps.length === 0) return []
  const titles = new Map(actions.map(({ id, title }) => [id, title]))
  return [
    {
      kind: 'table',
      columns: [
        { title: '次序', right: true },
        { title: '要办的事', wide: true },
        { title: '期限' },
        { title: '经办' },
        { title: '工作日', right: true },
        { title: '单办加分', right: true },
        { title: '加分', right: true },
        { title: '累计', right: true },
      ],
      rows: [
        ['', '现在已得', '', '', '', '', '', points(now.low)],
        ...steps.map(({ action, gain, alone, total, items }, index) => [
          String(index + 1),
          `${action.text}（${items.map(({ number, title }) => `${number} ${title}`).join('、') || action.title}）`,
          action.by,
          action.post,
          String(action.effort),
          `+${points(alone)}`,
          `+${points(gain)}`,
          points(total),
        ]),
      ],
      notes: {
        title: '办到什么程度',
        texts: [
          '',
          ...steps.map(({ action, swaps }) => {
            const others = swaps.map((id) => titles.get(id) ?? id)
            return `${action.needs.join('；')}${others.length > 0 ? `。可换：${others.join('、')}` : ''}`
          }),
        ],
      },
    },
  ]
}

function redLinePart({ redLines }: Way): Part[] {
  if (redLines.length === 0) return []
  const items = redLines.map(({ title, grade, lowers, state }) => {
    const does = lowers ? '降一等' : `不高于${grade}`
    return state === 'holds'
      ? `${title}：已有不符合的，经核定后等次${does}，与得分无关`
      : `${title}：尚未证明符合，证明之前等次可能${does}`
  })
  return [
    { kind: 'heading', text: '红线' },
    { kind: 'list', items },
  ]
}

function waitingPart({ waiting }: Way): Part[] {
  if (waiting.length === 0) return []
  const items = waiting.map(({ title, points: open }) => `${title}：${points(open)}分`)
  return [
    { kind: 'heading', text: '不由本单位决定，或者办了仍不能确定的（折合百分制）' },
    { kind: 'list', items },
  ]
}
