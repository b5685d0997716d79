/** Comparisons with the other townships of the group, in words. */
import { limits, list, type Params, points, title } from './counting-words.ts'
import type { Facts } from './functions/index.ts'

/** What is compared with what, and the tiers a line each. */
export const relativeLines = (p: Params, facts: Facts): string[] => [
  relativeText(p, facts),
  ...places(p),
  ...list(p.moves).map((tier) =>
    tier.at_least === undefined
      ? `其余的，得${points(tier.points)}`
      : `${moveText(Number(tier.at_least))}，得${points(tier.points)}`,
  ),
]

function relativeText(p: Params, facts: Facts): string {
  if (p.against === 'mean') {
    const held = [
      ...(p.ceiling === undefined || p.ceiling === 'none' ? [] : [`最高${points(p.ceiling)}`]),
      ...(p.floor === undefined || p.floor === 'none' ? [] : [`最低${points(p.floor)}`]),
    ]
    return `${title(p.of, facts)}与同组平均数相比：基准${points(p.base)}，每高${String(p.step)}计${points(p.up)}，每低${String(p.step)}计${points(p.down)}${limits({ step_rounding: p.step_rounding })}${held.map((text) => `，${text}`).join('')}`
  }
  if (p.against === 'change') return changeText(p, facts)
  const order = p.order === 'low' ? '低者在前' : '高者在前'
  return p.against === 'place'
    ? `${title(p.of, facts)}按同组名次得分，${order}，并列同名次`
    : `${title(p.of, facts)}按在同组最高与最低之间的位置乘以分值，${order}`
}

function changeText(p: Params, facts: Facts): string {
  const rates =
    p.moves === undefined
      ? `，不变的${points(p.base)}，每进1名计${points(p.up)}，每退1名计${points(p.down)}，最高${points(p.ceiling)}，最低${points(p.floor)}`
      : ''
  const order = p.order === 'low' ? '低者在前' : '高者在前'
  return `${title(p.of, facts)}的同组名次（${order}）与${title(p.before, facts)}相比${rates}；上年没有名次的得${points(p.none)}`
}

const moveText = (moved: number): string =>
  moved > 0 ? `进${moved}名以上` : moved === 0 ? '名次不变以上' : `退${-moved}名以内`

const places = (p: Params): string[] =>
  list(p.places).map((place) =>
    place.last !== undefined
      ? `后${String(place.last)}名，得${points(place.points)}`
      : place.to === undefined
        ? `其余的，得${points(place.points)}`
        : `第${String(place.to)}名以前，得${points(place.points)}`,
  )
