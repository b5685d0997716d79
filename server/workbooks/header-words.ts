/** Words of column headers: what two of them have in common. */

/** Ways of saying one thing in the headers of ledgers; the first one stands for all. */
const sameWords: [RegExp, string][] = [
  [/年月日|时间|日子/g, '日期'],
  [/开始日期|起始日期|开始|起始|自日期/g, '起'],
  [/结束日期|终止日期|截止日期|到期日期|结束|终止|截止|到期/g, '止'],
  [/标题|题目/g, '名称'],
  [/发文字号|文件编号/g, '文号'],
  [/案卷号|卷宗号|案件号|案号/g, '案件编号'],
  [/价款|总价|款额|造价/g, '金额'],
  [/平台/g, '系统'],
  [/全部|全都|均/g, '全'],
  [/登记表|登记簿|登记册/g, '登记'],
  [/笔录/g, '记录'],
  [/村居名称?|村社区|行政村|村庄|村名|村居|社区名称?/g, '村'],
  [/实到|实际到会|实际出席/g, '实际参加'],
  [/应到|应出席/g, '应参加'],
  [/电话号码|手机号码?|联系方式/g, '电话'],
]

/** What a header says without units, marks, numbering and words that every form adds. */
export function bareHeader(text: string): string {
  let bare = text
    .normalize('NFKC')
    .replace(/[([【<][^()[\]【】<>]*[)\]】>]/g, '')
    .replace(/^\s*(\d{1,2}|[一二三四五六七八九十]{1,3})[、.．]/, '')
    .replace(/[\s"'“”‘’*,。、;:·\-—/?!]/g, '')
    .replace(/^(是否)?(已经|已在|已)?/, '')
    .replace(/^(请)?(填写|选择)/, '')
    .replace(/(情况|必填|选填)$/, '')
  for (const [pattern, word] of sameWords) bare = bare.replace(pattern, word)
  return bare
}

/** Endings of what a record is named by: which of them stands in a header says little. */
const namings: { ending: RegExp; alone: number }[] = [
  { ending: /(名称|主题|内容|事项|标的|项目)$/, alone: 0 },
  // A table has one column of numbers, whatever they are called: 登记编号 and 申请编号.
  { ending: /(编号|号码|号)$/, alone: 0.5 },
]

/** How alike the names of a record are: 培训班名称 and 培训主题, 信访件编号 and 信访事项编号. */
export function namingLikeness(a: string, b: string): number {
  const naming = namings.find(({ ending }) => ending.test(a) && ending.test(b))
  if (!naming) return 0
  const stems = [a, b].map((text) => text.replace(naming.ending, ''))
  return stems[0] === '序' ? 0 : Math.max(naming.alone, 0.9 * likeness(stems[0]!, stems[1]!))
}

/** Whether a header asks for a person, whom hardly any register names. */
export const asksPerson = (header: string): boolean => /(人|者|姓名|原告|被告|律师|调解员|方)$/.test(header)

/** Pairs that make one header the opposite of another. */
const opposites: [RegExp, RegExp][] = [
  [/起$|^起/, /止$|^止/],
  [/应/, /实际|实/],
  [/收到|受理|立案/, /办结|答复|办理完/],
]

/** Asking whether there is something denies nothing. */
const asked = /有无|有没有|是否有|是否存在/

/** Whether of two headers one says that a thing is, the other that it is not. */
export function contrary(header: string, label: string): boolean {
  const denies = (text: string) => /[不未无]|没有/.test(text)
  return !asked.test(header) && denies(header) !== denies(label)
}

/** How alike two bare headers are, from 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const opposite = opposites.some(
    ([one, other]) =>
      (one.test(a) && other.test(b) && !one.test(b)) || (one.test(b) && other.test(a) && !one.test(a)),
  )
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  const ratio = shorter.length / longer.length
  const alike =
    shorter.length >= 2 && longer.includes(shorter)
      ? 0.6 + 0.35 * ratio
      : shorter.length >= 3 && isWithin(shorter, longer)
        ? 0.5 + 0.4 * ratio
        : (1.8 * sharedCharacters(shorter, longer)) / (a.length + b.length)
  return opposite ? alike * 0.5 : alike
}

function sharedCharacters(shorter: string, longer: string): number {
  const left = [...longer]
  let shared = 0
  for (const character of shorter) {
    const at = left.indexOf(character)
    if (at < 0) continue
    left.splice(at, 1)
    shared++
  }
  return shared
}

/** All characters of the shorter stand in the longer, in their order: 集体讨论日期 in 集体讨论会议日期. */
function isWithin(shorter: string, longer: string): boolean {
  let at = 0
  for (const character of longer) if (character === shorter[at]) at++
  return at === shorter.length
}
