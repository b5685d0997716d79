/** Which date a gap is driven by, and how near it is. */
import type { Gap } from '../../rules/assessment.ts'
import { daysBetween } from '../../rules/dates.ts'

/** The deed's own date while it can still be done, afterwards the date until which it may be proven. */
export const dueOn = (gap: Gap): string => (gap.kind === 'pending' ? gap.actBy : gap.evidenceBy)

/** 逾期 · 临期 within seven days · 正常. */
export const dueState = (due: string, today: string): 'late' | 'soon' | 'ok' => {
  const days = daysBetween(today, due)
  if (days < 0) return 'late'
  return days <= 7 ? 'soon' : 'ok'
}

/** 余11天, 当日到期, 已过3天. */
export const dueText = (due: string, today: string): string => {
  const days = daysBetween(today, due)
  if (days < 0) return `已过${-days}天`
  return days === 0 ? '当日到期' : `余${days}天`
}
