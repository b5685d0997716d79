/** All wording of the pages that does not come from the pack or the result. */
import type { GapKind } from '../rules/assessment.ts'
import type { RegisterState } from '../rules/evidence.ts'
import { claimWords } from '../rules/wording.ts'

// The same words as in the reasons and on the command line.
export {
  bindingWords as bindings,
  checkedText,
  gapWords as gapKinds,
  hedgeWords as hedges,
  outcomeWords as outcomes,
  registerStateWords as registerStates,
  strengthWords as strengths,
} from '../rules/wording.ts'

export const product = '准绳'
/** Stands before the title of a window that shows an error. */
export const errorTitle = '错误：'

export const gapMeanings: Record<GapKind, string> = {
  shortcoming: '已经查明有失分',
  missing: '办理期限已过，证据不全，举证期限内仍可补',
  pending: '办理期限未过，还可以办',
  undecided: '等候有关人员或者县级单位认定',
}

export const registerMeanings: Record<RegisterState, string> = {
  open: '没有登记的按未知计，不按没有计。已有的记录是下限。',
  closed: '已签字确认：除所登记的以外没有其他记录。以登记为准。',
  none: '已签字确认：本年度没有这类事项。',
}

/** Statuses of a claim, and of one that no item reads. */
export const claimStates = { ...claimWords, unscored: '不计分' } as const

/** How a row stands; one that a fact only counts is neither good nor bad. */
export const rowResults = { pass: '达标', counted: '计入', fail: '未达标', doubt: '未定' } as const

export const factStates = { known: '', unknown: '未定', none: '零报告', not_applicable: '不适用' } as const

export const unitless = {
  yes: '是',
  no: '否',
  none: '没有（零报告）',
  all: '全部',
  unstated: '没有填报',
} as const

export const points3 = { secured: '已得', open: '可争取', lost: '已失', over: '超出' } as const

export const dueStates = { late: '逾期', soon: '临期', ok: '正常' } as const

/** Two units of points: of the table as printed, and of the hundred. */
export const units = { raw: '原始分', scaled: '百分制' } as const

export const causePending = '【原因待选】'

export const keepers = { township: '本乡镇（街道）登记', county: '县级单位登记' } as const

export const documentKinds: Record<string, string> = {
  township_report: '乡镇（街道）法治政府建设年度报告',
  county_report: '县级报告，所述是全县的事，不计入本乡镇（街道）',
  unclear: '类型不明，按年度报告读取',
}

/** What the page says when a request fails without words of its own. */
export const failures = {
  network: '连接不上服务。请确认服务仍在运行，然后重试。已经保存的内容不会丢失。',
  unknown: '服务没有说明原因。请重试；仍不行时，把出现的时间告诉管理员。',
} as const
