/** Points as a person reads them. */
import type { PointsRange } from '../../rules/assessment.ts'
import { rational, toDecimal } from '../../rules/rational.ts'

/** Two decimals. */
export const points = (decimal: string): string => toDecimal(rational(decimal), 2, true)

/** A single figure only where both ends meet. */
export const interval = ({ low, high }: PointsRange): string =>
  low === high ? points(low) : `${points(low)}—${points(high)}`
