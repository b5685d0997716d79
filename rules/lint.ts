/**
 * Checks of a table before it is issued: what a reader of the printed table would dispute. Errors refuse
 * the table; warnings are for its author, who mends them or acknowledges them with a reason.
 */
import { compileScore } from './functions/index.ts'
import { readNumber } from './functions/parameters.ts'
import { holderOf } from './holders.ts'
import {
  dueTooLate,
  factsNobodySupplies,
  gradePlaces,
  mixedFloors,
  percentsUnsigned,
  transferCircles,
} from './lint-errors.ts'
import { type Finding, type Looked, look } from './lint-look.ts'
import { compareNumbers } from './lint-numbers.ts'
import { lintPolicy } from './lint-policy.ts'
import { askedTwice, punishedTwice } from './lint-twice.ts'
import { excerpt } from './loading/located.ts'
import type { Item, ItemVersion, PackTable, TownshipKind } from './pack.ts'
import {
  cmp,
  div,
  isPositive,
  isZero,
  type Rational,
  rational,
  sum,
  toDecimal,
  toFraction,
} from './rational.ts'
import { type Leaf, leavesOf, writtenIn } from './scores.ts'
import { percentText } from './wording.ts'

/** What refuses a table. It may be asked of a table that has other errors. */
export const lintErrors = (table: PackTable): Finding[] => [
  ...gradePlaces(table),
  ...table.items.flatMap(dueTooLate),
  ...percentsUnsigned(table),
  ...transferCircles(table),
  ...mixedFloors(table),
]

/** Facts of items that some kind of township has nobody to supply. The table must have no error. */
export function lintSupply(table: PackTable): Finding[] {
  const looked = look(table)
  return looked.on.flatMap((item) => factsNobodySupplies(item, looked))
}

/** What an author should look at. The table must have no error. */
export function lintWarnings(table: PackTable): Finding[] {
  const looked = look(table)
  return [
    ...looked.on.flatMap((item) => [...numbers(item, looked), ...neverZero(item, looked)]),
    ...judgementShare(looked),
    ...punishedTwice(looked),
    ...askedTwice(looked),
    ...lintPolicy(table, looked.base, looked.facts),
  ]
}

/** A relative score needs a second township in its group; whom a pack is for is known only with the county's list. */
export function lintTownships(table: PackTable, kinds: readonly TownshipKind[]): Finding[] {
  const alone = table.groups.filter(
    (group) => kinds.filter((kind) => group.kinds.includes(kind)).length === 1,
  )
  return look(table).on.flatMap((item) =>
    alone
      .filter((group) => group.kinds.some((kind) => item.kinds.includes(kind)) && isRelative(item))
      .map(
        (group): Finding => ({
          severity: 'error',
          code: 'relative_alone',
          item: item.id,
          owner: item,
          path: ['versions'],
          message: `考核要点“${item.title}”要和同组比较，而“${group.title}”只有一个乡镇（街道）`,
          text: group.title,
          remedy: '把几个组并为一个，或者这个组不用比较的计分方式',
        }),
      ),
  )
}

const isRelative = (item: Item): boolean =>
  item.versions.some((version) => leavesOf(item, version).some(({ name }) => name === 'relative'))

// --- warnings ------------------------------------------------------------------------------------------------------

const onVersion = (item: Item, version: ItemVersion): Pick<Finding, 'severity' | 'item' | 'owner'> => ({
  severity: 'warning',
  item: item.id,
  owner: version,
})

function numbers(item: Item, { table, facts }: Looked): Finding[] {
  return item.versions.flatMap((version): Finding[] => {
    const differing = compareNumbers(
      item,
      version,
      facts,
      table.pools.find(({ id }) => id === item.dimension),
    )
    if (!differing) return []
    const { clause, rule } = differing
    const parts = [
      ...(clause.length > 0 ? [`条款写“${clause.join('”“')}”，计分规则里没有`] : []),
      ...(rule.length > 0 ? [`计分规则写${rule.join('、')}，条款里没有`] : []),
    ]
    return [
      {
        ...onVersion(item, version),
        code: 'clause_numbers',
        path: ['clause'],
        message: `考核要点“${item.title}”的条款和计分规则的数字不一致：${parts.join('；')}`,
        text: excerpt(version.clause),
        remedy: '核对原文，改条款或者改规则',
      },
    ]
  })
}

/** Functions whose deduction is one for all that is short, not one an event. */
const oneDeduction = new Set(['count_threshold'])

function neverZero(item: Item, { table, facts }: Looked): Finding[] {
  if (table.pools.some(({ id }) => id === item.dimension)) return []
  const holder = holderOf(table, item)
  return item.versions.flatMap((version): Finding[] => {
    const { least } = compileScore(version.score, facts, holder)
    const rest: Finding[] = isPositive(least)
      ? [
          {
            ...onVersion(item, version),
            code: 'never_zero',
            path: ['score'],
            message: `考核要点“${item.title}”最少也得${toFraction(least)}分，扣不到0分`,
            text: toFraction(least),
            remedy: '加大扣分，或者确认这是原文的意思',
          },
        ]
      : []
    const emptied = leavesOf(item, version).flatMap((leaf) => oneEvent(leaf))[0]
    if (!emptied) return rest
    return [
      ...rest,
      {
        ...onVersion(item, version),
        code: 'one_event_empties',
        path: ['score'],
        message: `考核要点“${item.title}”一次就扣${emptied.deducted}分，扣完全部${toDecimal(emptied.of)}分，第二次不再有区别`,
        text: emptied.deducted,
        remedy: '减小每次的扣分，或者确认这是原文的意思',
      },
    ]
  })
}

/** A deduction for each event that is as large as the points it is taken from. */
function oneEvent({ name, params, value }: Leaf): { deducted: string; of: Rational }[] {
  // One required: one missing is all missing.
  if (oneDeduction.has(name) || String(params.required) === '1' || isZero(value)) return []
  return writtenIn(params)
    .filter(({ path }) => path.some((step) => String(step).startsWith('deduct')))
    .filter(({ path }) => path.at(-1) === 'points' || String(path.at(-1)).startsWith('deduct'))
    .flatMap(({ value: written }) => {
      const number = typeof written === 'boolean' ? undefined : readNumber(written)
      return number && cmp(number, value) >= 0 ? [{ deducted: String(written), of: value }] : []
    })
}

const judging = new Set(['judgement', 'banded_judgement'])
const mostJudged = rational(20, 100)

function judgementShare({ table, base }: Looked): Finding[] {
  const judged = sum(
    base.flatMap((item) => {
      const version = item.versions.at(-1)
      const leaves = version ? leavesOf(item, version) : []
      return leaves.filter(({ name }) => judging.has(name)).map(({ value }) => value)
    }),
  )
  const total = sum(base.map(({ value }) => rational(value)))
  if (!isPositive(total) || cmp(div(judged, total), mostJudged) <= 0) return []
  return [
    {
      severity: 'warning',
      code: 'judgement_share',
      owner: table,
      path: ['id'],
      message: `${percentText(div(judged, total))}的分值由人酌定，超过${percentText(mostJudged)}`,
      remedy: '把酌定的考核要点改为可以核对的条件，或者减小分值',
    },
  ]
}
