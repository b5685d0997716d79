/** Claims → a sheet. */
import type { Claim } from '../../rules/evidence.ts'
import { rational } from '../../rules/rational.ts'
import { nouns, outcomes } from '../../rules/reading/lexicon.ts'
import { claimWords, hedgeWords, percentText } from '../../rules/wording.ts'
import type { Frame } from './frame.ts'
import type { Sheet } from './sheet.ts'

/** What was read from the text, in its order. */
export function claimsSheet(
  claims: readonly Claim[],
  titles: ReadonlyMap<string, string>,
  words: Frame,
): Sheet {
  return [
    { kind: 'heading', text: words.claims },
    claims.length === 0
      ? { kind: 'text', text: words.none }
      : {
          kind: 'table',
          columns: [
            { title: words.fact, wide: true },
            { title: words.factValue, wide: true },
            { title: words.status, wide: true },
            { title: words.counts, wide: true },
          ],
          rows: claims.map((claim) => [
            titles.get(claim.fact) ?? otherTitle(claim),
            claimValue(claim),
            `${claimWords[claim.status]}${claim.reason ? `：${claim.reason}` : ''}`,
            claim.items.join('、') || '—',
          ]),
          notes: {
            title: words.quote,
            texts: claims.map(
              ({ quote, start, end }) => `“${quote.replace(/\s+/g, ' ')}”（第${start + 1}—${end}字）`,
            ),
          },
        },
  ]
}

/** A figure that no fact of the pack names, by the noun it was read beside. */
function otherTitle({ fact, quote }: Claim): string {
  const written = fact.replace(/^other\./, '')
  const id = written.replace(/_rate$/, '')
  const noun = Object.keys(nouns)
    .filter((name) => id === name || id.startsWith(`${name}_`))
    .sort((a, b) => b.length - a.length)[0]
  const said = (words: readonly string[] = []): string => words.find((word) => quote.includes(word)) ?? ''
  const outcome = said(outcomes[noun === undefined ? id : id.slice(noun.length + 1)])
  const words = `${said(nouns[noun ?? ''])}${outcome}${written === id ? '' : '率'}`
  return words === '' ? '其他数字' : `其他数字（${words}）`
}

function claimValue({ value, hedge, unit }: Claim): string {
  const counted = typeof value === 'number' ? (unit ?? '') : ''
  return `${hedge ? hedgeWords[hedge] : ''}${valueText(value)}${counted}`
}

function valueText(value: Claim['value']): string {
  if (value === 'none') return '无'
  if (value === 'all') return '全部'
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) return value.join('、')
  if (typeof value !== 'object') return String(value)
  return 'rate' in value ? percentText(rational(value.rate)) : `${value.from}至${value.to}`
}
