/** Ranking → a sheet. */
import type { Ranking } from '../../rules/assessment.ts'
import { headSheet } from './assessment-sheet.ts'
import { interval, points } from './figures.ts'
import type { Frame } from './frame.ts'
import type { Sheet } from './sheet.ts'

/** Townships by group; a place is a range until everything is decided. */
export function rankingSheet(ranking: Ranking, words: Frame): Sheet {
  return [
    ...headSheet(ranking, words),
    { kind: 'text', text: ranking.notice },
    ...ranking.groups.flatMap(
      ({ title, townships }): Sheet => [
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
        },
      ],
    ),
  ]
}

const placeText = ({ place, shared }: Ranking['groups'][number]['townships'][number]): string =>
  `${place.best === place.worst ? place.best : `${place.best}—${place.worst}`}${shared ? '（并列）' : ''}`
