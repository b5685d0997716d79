/** The options of all commands, with what their help says. */
export interface Option {
  type: 'string' | 'boolean'
  /** What stands for the value in the help. */
  value?: string
  /** May be given several times. */
  multiple?: true
  zh: string
  en: string
}

const optionTable = {
  pack: {
    type: 'string',
    value: 'ID|DIR',
    zh: '指标体系：内置的名称或者文件夹；不写则按材料中的地名选用',
    en: 'Rule pack: built-in id or folder; default by the place named',
  },
  year: {
    type: 'string',
    value: 'YYYY',
    zh: '评价年度；不写则从材料读取',
    en: 'Year assessed; default read from the files',
  },
  kind: {
    type: 'string',
    value: '乡|镇|街道',
    zh: '评价对象类别；不写则从名称判断',
    en: 'Kind of township; default from its name',
  },
  'as-of': {
    type: 'string',
    value: 'YYYY-MM-DD',
    zh: '评价日期；不写则过去年度取举证截止日，当年取今天',
    en: 'Day of assessment; default cut-off of evidence or today',
  },
  evidence: {
    type: 'string',
    value: 'all|recorded',
    zh: 'recorded：不采信报告陈述，只计登记和填报',
    en: 'recorded: leave out claims of the report',
  },
  json: { type: 'boolean', zh: '输出JSON', en: 'Print JSON' },
  md: { type: 'boolean', zh: '输出Markdown', en: 'Print Markdown' },
  html: { type: 'boolean', zh: '输出网页，可以打印', en: 'Write a web page to print' },
  jsonl: {
    type: 'boolean',
    zh: '各文件独立读取，每个文件输出一行JSON',
    en: 'Read files one by one, a line of JSON each',
  },
  explain: {
    type: 'boolean',
    zh: '逐一说明每个数为什么被读成这样，或者没有读作陈述',
    en: 'Say for each quantity how it was read',
  },
  county: {
    type: 'string',
    value: 'ID',
    zh: '只核验这个县（市、区）；不写则核验全部',
    en: 'Only this county',
  },
  'county-name': {
    type: 'string',
    value: '县名',
    zh: '公文写明的县（市、区）名称',
    en: 'Name of the county the papers go to',
  },
  sources: { type: 'boolean', zh: '文后附每个数据的出处', en: 'List the source of each figure' },
  output: {
    type: 'string',
    value: 'FILE',
    zh: '写到这个文件；export不写则按内容起名，import不写则只预览，pack doc不写则输出到屏幕',
    en: 'File to write',
  },
  register: {
    type: 'string',
    value: 'ID',
    zh: '哪一个台账；不写则从表格判断',
    en: 'Register; default told from the sheet',
  },
  column: {
    type: 'string',
    value: '表头=栏目',
    multiple: true,
    zh: '哪一列是哪个栏目，可以写几次；表头也可以写列的字母，不读的列写“表头=不读”；写文件时记住，下次同一种表不用再写',
    en: 'Which column is which field, may be repeated; remembered for the next table of the same form',
  },
  township: {
    type: 'string',
    value: '名称',
    zh: '哪个乡镇（街道）；不写则从封面或者乡镇一列读取',
    en: 'Township; default read from the cover or a column',
  },
  mode: {
    type: 'string',
    value: 'append|replace',
    zh: 'replace：表格里没有的已有记录一并删去；不写则只增不删',
    en: 'replace: rows not in the workbook are taken away',
  },
  score: { type: 'string', value: 'N', zh: '目标分，如90', en: 'Score to reach' },
  grade: { type: 'string', value: '等次', zh: '目标等次，如良好', en: 'Grade to reach' },
  by: {
    type: 'string',
    value: 'YYYY-MM-DD',
    zh: '只算这一天前办得完的事',
    en: 'Only what can be done by this day',
  },
  lang: { type: 'string', value: 'zh|en', zh: '命令行框架用语', en: 'Language of the frame' },
  help: { type: 'boolean', zh: '显示用法', en: 'Show help' },
} as const satisfies Record<string, Option>

export type OptionName = keyof typeof optionTable
export const options: Record<OptionName, Option> = optionTable
