/** The words of the command line itself; what packs and reports say stays as they say it. */

export type Language = 'zh' | 'en'

const words = {
  usage: ['用法', 'Usage'],
  options: ['选项', 'Options'],
  examples: ['示例', 'Examples'],
  commands: ['命令', 'Commands'],
  written: ['已写出', 'Written'],
  asOf: ['评价日期', 'As of'],
  pack: ['指标体系', 'Pack'],
  hash: ['校验值', 'Hash'],
  why: ['选用理由', 'Why'],
  township: ['评价对象', 'Township'],
  document: ['材料', 'Document'],
  issuer: ['发文单位', 'Issuer'],
  kind: ['文种', 'Kind of text'],
  sections: ['章节', 'Sections'],
  claims: ['报告陈述', 'Claims'],
  score: ['得分', 'Score'],
  total: ['合计', 'Total'],
  raw: ['原始分', 'Raw'],
  scaled: ['百分制', 'Out of 100'],
  base: ['基础分（百分制）', 'Base, out of 100'],
  grandTotal: ['总分', 'Total with bonuses and deductions'],
  onRecord: ['按现有登记（百分制）', 'On record (of 100)'],
  grade: ['等次', 'Grade'],
  value: ['分值', 'Value'],
  points: ['得分', 'Points'],
  secured: ['已得', 'Secured'],
  open: ['可争取', 'Open'],
  lost: ['已失', 'Lost'],
  dimension: ['一级指标', 'Dimension'],
  dimensions: ['一级指标得分', 'Dimensions'],
  item: ['考核要点', 'Item'],
  items: ['考核要点得分和理由', 'Items and reasons'],
  number: ['序号', 'No.'],
  outcome: ['结果', 'Outcome'],
  strength: ['证明程度', 'Strength'],
  reason: ['理由', 'Reason'],
  gaps: ['差距（按分值）', 'Gaps by worth'],
  gapKind: ['差距', 'Gap'],
  worth: ['涉及分', 'Worth'],
  actBy: ['办理期限', 'Act by'],
  evidenceBy: ['举证期限', 'Evidence by'],
  what: ['内容和措施', 'What and how'],
  draft: ['存在的不足和原因（草稿）', 'Draft of shortcomings'],
  noShortcoming: ['没有已测得的不足。', 'No measured shortcoming.'],
  missing: ['待补充材料', 'Evidence to supply'],
  own: ['报告自述', 'In the report’s own words'],
  findings: ['需要核对', 'To check'],
  none: ['无', 'none'],
  fact: ['数据项', 'Fact'],
  factValue: ['值', 'Value'],
  status: ['状态', 'Status'],
  counts: ['用于', 'Counts for'],
  quote: ['原文', 'Quotation'],
  place: ['位次', 'Place'],
  code: ['代码', 'Code'],
  losses: ['主要失分', 'Main losses'],
  gapCount: ['差距数', 'Gaps'],
  clause: ['评分条款', 'Clause'],
  basis: ['依据', 'Basis'],
  calculation: ['计算', 'Arithmetic'],
  result: ['结果', 'Result'],
  change: ['怎样改变', 'What would change it'],
  note: ['提示', 'Note'],
  rows: ['未达标的记录', 'Rows that fall short'],
} as const satisfies Record<string, readonly [string, string]>

export type Frame = Record<keyof typeof words, string>

/** All words of the frame in one language. */
export const frame = (language: Language): Frame => {
  const index = language === 'zh' ? 0 : 1
  return Object.fromEntries(Object.entries(words).map(([key, pair]) => [key, pair[index]])) as Frame
}

/** What a text is, as the reader decided. */
export function documentWords(kind: string): string {
  if (kind === 'township_report') return '乡镇（街道）法治政府建设年度报告'
  if (kind === 'county_report') return '县级法治政府建设年度报告（其中数据属县级，不计入乡镇）'
  if (kind === 'unclear') return '文种不明，按年度报告读取，请核对'
  return `不是年度报告：${kind.replace(/^other:/, '')}（其中陈述不计）`
}
