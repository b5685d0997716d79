/** Ranking → a sheet. */
import type { RankedTownship, Ranking, RankingGroup } from '../../rules/assessment.ts'
import { rational } from '../../rules/rational.ts'
import { headSheet } from './assessment-sheet.ts'
import { interval, points } from './figures.ts'
import type { Frame } from './frame.ts'
import type { Sheet } from './sheet.ts'

/** Townships by group; a place is a range until everything is decided. */
export function rankingSheet(ranking: Ranking, words: Frame): Sheet {
  return [
    ...headSheet(ranking, words),
    { kind: 'text', text: ranking.notice },
    ...ranking.groups.flatMap((group): Sheet => {
      const { title, townships } = group
      return [
        { kind: 'heading', text: title },
        {
          kind: 'table',
          columns: [
            { title: words.place, right: true },
            { title: words.township },
            { title: words.points, right: true },
            { title: words.secured, right: true },
            { title: words.open, right: true },
            { title: words.lost, right: true },
            { title: words.gapCount, right: true },
            { title: words.losses, wide: true },
          ],
          rows: townships.map((township) => [
            placeText(township),
            township.name,
            interval(township),
            points(township.secured),
            points(township.open),
            points(township.lost),
            String(township.gaps),
            township.losses.map(({ title: item, lost }) => `${item}${points(lost)}`).join('、') || words.none,
          ]),
          notes: {
            title: words.note,
            texts: townships.map((township, at) => remarks(township, townships[at - 1])),
          },
        },
        ...rulesPart(group),
      ]
    }),
  ]
}

/** What stands between it and the one before it, and what vetoes, quotas and the cut of the first n do to it. */
function remarks(
  { name, between, quota, award, last, grade, shared }: RankedTownship,
  upper?: RankedTownship,
): string {
  const told: string[] = []
  if (upper && shared && rational(between?.margin ?? '1').n === 0n)
    told.push(`与${upper.name}得分相同，不分先后`)
  else if (upper && between) {
    const how = between.items
      ? `办成${between.items.length}项即可超过：${between.items.map(({ number, title }) => `${number} ${title}`).join('、')}`
      : '全部办成也不能超过'
    told.push(`比${upper.name}少${points(between.margin)}分，${name}${how}`)
  }
  if (quota)
    told.push(`${quota.grade}不超过${quota.most}，等次由${gradeText(quota.before)}改为${gradeText(grade)}`)
  if (last) told.push(last === 'holds' ? '否决事项：列最后' : '可能因否决事项列最后')
  if (award) told.push(awardWords[award])
  return told.join('；')
}

const gradeText = (grade: RankedTownship['grade']): string =>
  grade === null ? '' : grade.low === grade.high ? grade.low : `${grade.low}—${grade.high}`

const awardWords: Record<NonNullable<RankedTownship['award']>, string> = {
  in: '进入前列',
  open: '是否进入前列未定',
  out: '未进入前列',
  barred: '否决事项：不得评先评优',
}

/** The rules of comparison that the pack declares for the group. */
function rulesPart({ tieBreakers, quotas, top }: RankingGroup): Sheet {
  const rules: string[] = []
  if (tieBreakers) rules.push(`同分时依次比较：${tieBreakers.join('、')}；仍相同的并列`)
  for (const { grade, most, limit, changed } of quotas ?? []) {
    rules.push(`${grade}不超过${most}，本组${limit}个；改变等次的${changed.length}个`)
  }
  if (top) {
    const edge = top.edge === 'all_in' ? '全部计入' : '都不计入'
    rules.push(`前列指前${top.n}名；同分跨过第${top.n}名的，${edge}`)
  }
  return rules.length > 0 ? [{ kind: 'list', items: rules }] : []
}

const placeText = ({ place, shared }: RankedTownship): string =>
  `${place.best === place.worst ? place.best : `${place.best}—${place.worst}`}${shared ? '（并列）' : ''}`
