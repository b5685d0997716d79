/** Whether the numbers a measure is held against are of its kind: a percentage of a rate, a number of what is counted. */
import { cmp, one, parseRational } from '../rational.ts'
import type { ParameterProblem, Parameters } from './function.ts'
import { isPercent, type Measure } from './measures.ts'
import { readNumber } from './parameters.ts'

type Path = (string | number)[]

/** What is wrong with numbers under these keys, beside what a measure can be. */
export const checkScales = (
  parameters: Parameters,
  keys: readonly string[],
  measure: Measure,
  path: Path = [],
): ParameterProblem[] => keys.flatMap((key) => checkScale(parameters[key], [...path, key], measure))

function checkScale(written: unknown, path: Path, measure: Measure): ParameterProblem[] {
  const number = readNumber(written)
  if (!number) return []
  const shown = String(written)
  if (!measure.percent) {
    if (!isPercent(written)) return checkFraction(shown, path, measure)
    const message = `“${path.at(-1)}”写的是百分数${shown}，数据项“${measure.id}”不按比例计`
    return [{ path, message, remedy: '写成数；要按比例计的，把数据项声明为 kind: share 或者 rate' }]
  }
  if (cmp(number, one) <= 0) return []
  // 95 of a rate is 95%; of more than a hundred nothing can be guessed.
  const meant = isPercent(written) ? '95%' : `${shown}%`
  return [{ path, message: '目标高于100%，达不到', remedy: `百分比写成${meant}或者${decimalOf(meant)}` }]
}

/** 0.9 of so many cases is a percentage without its sign. */
function checkFraction(shown: string, path: Path, { id, take, whole }: Measure): ParameterProblem[] {
  const number = parseRational(shown)!
  if (take !== 'part' || !whole || number.n <= 0n || cmp(number, one) >= 0) return []
  const message = `“${path.at(-1)}”写${shown}指${shown}个，数据项“${id}”按个数计`
  return [{ path, message, remedy: `指比例的写成百分数，例如 ${path.at(-1)}: 90%` }]
}

const decimalOf = (percent: string): string => String(Number(percent.slice(0, -1)) / 100)
