/** What an item waits for that the township cannot supply: a county unit's word, the other townships, a year's holidays. */
import type { CompiledVersion } from './compile.ts'
import type { Fact } from './fact.ts'
import { keep } from './keep.ts'
import { isDetermined } from './knowledge.ts'
import { isPositive, sub } from './rational.ts'
import type { AssessResult, ItemScore } from './result.ts'
import { leavesOf } from './scores.ts'

export interface Waiting {
  /** Who is waited for. */
  post: string
  /** What is said of the item by its title: “满意度”由县统计局掌握情况，等候认定. */
  about: string
  /** What would settle it: 由县统计局认定. */
  step: string
}

/** null: nothing is open, or the township itself can still settle it. */
export function waitingFor(result: AssessResult, score: ItemScore): Waiting | null {
  if (!score.version || !isPositive(sub(score.high, score.low))) return null
  const { table } = score.item
  if (score.saidNotApplicable !== undefined)
    return { post: table.scoringUnit, about: '等候县级答复', step: '由县级答复是否适用' }
  const undecided = score.facts.filter((fact) => !isDetermined(fact.known))
  if (undecided.some((fact) => isTownships(fact) && isOpen(result, fact))) return null
  const years = undecided.some((fact) => isOpen(result, fact)) ? [] : yearsWithoutHolidays(result, score)
  if (years.length > 0)
    return {
      post: table.scoringUnit,
      about: `按工作日计，没有${years.join('、')}年的节假日安排，暂不能确定`,
      step: `补上${years.join('、')}年的节假日安排后重新计算`,
    }
  if (undecided.some(isTownships)) return null
  if (undecided[0]) return ofUnit(undecided[0], table.scoringUnit)
  if (leavesOf(table, score.version.table).some(({ name }) => name === 'relative'))
    return {
      post: table.scoringUnit,
      about: '须与同组乡镇（街道）比较，等候县级汇总',
      step: '由县级汇总全组后计算',
    }
  // All its numbers are known: what is blank stands in rows the county keeps.
  const kept = score.facts.find((fact) => !isTownships(fact))
  return kept ? ofUnit(kept, table.scoringUnit) : null
}

const isTownships = ({ compiled }: Fact): boolean => compiled.register.table.keeper === 'township'

const isOpen = ({ evidence }: AssessResult, { compiled }: Fact): boolean =>
  (evidence.registers[compiled.register.id]?.state ?? 'open') === 'open'

function ofUnit({ compiled }: Fact, scoringUnit: string): Waiting {
  const unit = compiled.register.table.keeperUnit ?? scoringUnit
  return { post: unit, about: `由${unit}掌握情况，等候认定`, step: `由${unit}认定` }
}

/** Every township's facts of a version are those of the same registers, so it is looked through once. */
const workdayVersions = new WeakMap<CompiledVersion, boolean>()

const speaksOfWorkdays = ({ version, facts }: ItemScore): boolean =>
  JSON.stringify([version!.table.score, facts.map(({ compiled }) => compiled.register.table.facts)]).includes(
    'workdays',
  )

/** Years of rows judged by working days that have no table of holidays: their days cannot be counted. */
function yearsWithoutHolidays({ evidence }: AssessResult, score: ItemScore): string[] {
  if (!keep(workdayVersions, score.version!, () => speaksOfWorkdays(score))) return []
  const registers = new Set(score.facts.map(({ compiled }) => compiled.register))
  const years = [...registers].flatMap(({ id, table }) => {
    const days = table.fields.filter(({ type }) => type === 'date').map((field) => field.id)
    return (evidence.registers[id]?.rows ?? []).flatMap(({ values }) =>
      days.flatMap((day) => (typeof values[day] === 'string' ? [values[day].slice(0, 4)] : [])),
    )
  })
  const { holidays } = score.reading.environment
  return [...new Set(years)].filter((year) => !Object.hasOwn(holidays.years, year)).sort()
}
