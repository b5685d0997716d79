/** What townships are drawn with: days, edges of limits and blanks. */
import type { CellValue } from '../../../rules/evidence.ts'
import { addDays, addWorkdays, type Cells } from './hand.ts'

/** Draws the cells of a township of one year. */
export interface Draw {
  year: number
  of<T>(...values: T[]): T
  flag(): boolean
  /** Mostly true, so that rules of several parts are met now and then. */
  often(): boolean
  /** Mostly true, else false or a blank that counts as false in a closed register. */
  oftenMarked(): boolean | null
  some<T extends string>(...values: T[]): T[]
  number(min: number, max: number): number
  maybe<T extends CellValue>(value: T): T | null
  /** A day of the year or on its edges. */
  day(): string
  /** A day the given number of days later, or the one before or after that. */
  after(day: string, ...counts: number[]): string
  /** The same in working days, holidays and make-up days as published. */
  afterWorkdays(day: string, ...counts: number[]): string
  rows(most: number, row: (index: number) => Cells): Cells[]
}

const edges = [
  ...['12-31', '01-01', '01-02', '01-03', '01-24', '01-31', '02-01', '03-31', '04-01', '04-03', '04-30'],
  ...['05-01', '05-31', '06-30', '07-01', '09-26', '09-30', '10-02', '10-09', '10-31', '11-01', '12-10'],
]

/** Draws by a seed: the same one gives the same township everywhere. */
export function drawBy(seed: number, year: number): Draw {
  let state = seed
  // Mulberry32: a few operations a draw, and a township has thousands of them.
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const number = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1))
  const of = <T>(...values: T[]): T => values[number(0, values.length - 1)]!
  const around = (counts: number[]): number => of(...counts.flatMap((count) => [count, count - 1, count + 1]))
  const day = (): string => {
    const at = number(0, 40)
    if (at === 40) return `${year - 1}-12-31`
    if (at === 39) return `${year + 1}-01-01`
    const edge = edges[at]
    return edge === undefined ? addDays(`${year}-01-01`, number(0, 364)) : `${year}-${edge}`
  }
  return {
    year,
    of,
    flag: () => number(0, 1) === 1,
    often: () => number(0, 5) > 0,
    oftenMarked: () => of(true, true, true, true, false, null),
    some: (...values) => values.filter(() => number(0, 6) > 0),
    number,
    maybe: (value) => (number(0, 3) > 0 ? value : null),
    day,
    after: (from, ...counts) => addDays(from, around(counts)),
    afterWorkdays: (from, ...counts) => addWorkdays(from, Math.max(around(counts), 0)),
    rows: (most, row) => Array.from({ length: number(0, most) }, (_, index) => row(index)),
  }
}
