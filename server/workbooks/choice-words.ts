/** A word of a cell → the choice of a field it certainly means. */

/** Words as they are compared: without numbering, brackets, marks and spaces. */
export const bareWord = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^[\s([]*([0-9]{1,2}|[A-Za-z])[).、．\]:]\s*/, '')
    .replace(/[\s"'“”‘’()[\]【】《》,。、;:·\-—/]/g, '')

/** Ways of saying one outcome; a choice is any of its line. */
const sameMeaning = [
  ['达成协议', '调解成功', '成功', '调成', '达成调解协议'],
  ['未达成协议', '调解不成', '调解不成功', '不成功', '未成功', '调解失败', '未调成'],
  ['正在调解', '调解中', '在调', '正在办理'],
]

/** What makes one word the opposite of another, or says that a thing is so in part or not yet. */
const denials = /[未不没无非拟待将尚]|基本|部分|大致|初步|原则|疑似|视为/g

const deniedIn = (text: string): string => (text.match(denials) ?? []).join('')

/** Endings that say no more than the word before them. */
const shortened = (bare: string): string => bare.replace(/会议$/, '会').replace(/(案件|类型?)$/, '')

/**
 * The ways to read a choice with brackets: 镇长（乡长、主任）办公会议 is 镇长办公会议, 乡长办公会议 or 主任办公会议, and
 * 村（居）务监督委员会 is 村务监督委员会 or 居务监督委员会.
 */
function waysToSay(choice: string): string[] {
  const match = /^([^（(]*)[（(]([^）)]+)[）)](.*)$/.exec(choice)
  if (!match) return [choice]
  const [, before = '', inside = '', after = ''] = match
  return [before, ...inside.split('、'), `${before}${inside}`].flatMap((word) => waysToSay(`${word}${after}`))
}

const ways = new Map<string, readonly string[]>()

function waysOf(choice: string): readonly string[] {
  let known = ways.get(choice)
  if (!known) {
    known = [...new Set([choice, ...waysToSay(choice)].map((way) => shortened(bareWord(way))))]
    ways.set(choice, known)
  }
  return known
}

/**
 * The choice a text certainly means: by its very words; by one of the ways to say it; by the end of the word, where
 * Chinese names the thing (行政村 is a 村, 中心组 the 理论学习中心组). Null where none or more than one would do.
 */
export function choiceMeant(text: string, choices: readonly string[]): string | null {
  if (choices.includes(text)) return text
  let known = meanings.get(choices)
  if (!known || known.size >= mostMeanings) {
    known = new Map()
    meanings.set(choices, known)
  }
  let meant = known.get(text)
  if (meant === undefined) {
    meant = findMeant(text, choices)
    known.set(text, meant)
  }
  return meant
}

/** Columns say the same few words over and over. */
const meanings = new WeakMap<readonly string[], Map<string, string | null>>()
const mostMeanings = 500

function findMeant(text: string, choices: readonly string[]): string | null {
  const bare = bareWord(text)
  if (bare === '') return null
  const same = choices.find((choice) => bareWord(choice) === bare)
  if (same !== undefined) return same
  const short = shortened(bare)
  const said = only(choices.filter((choice) => waysOf(choice).includes(short)))
  if (said !== null) return said
  const alike = sameMeaning.find((words) => words.includes(bare))
  const outcome = alike && only(choices.filter((choice) => alike.includes(choice)))
  if (outcome) return outcome
  const denied = deniedIn(short)
  const ending = (end: string) => choices.filter((choice) => waysOf(choice).some((way) => way.endsWith(end)))
  return only(
    choices.filter((choice) =>
      waysOf(choice).some(
        (way) =>
          deniedIn(way) === denied &&
          // What stands before the end counts where another choice differs by just that: 合法 and 修改后合法.
          ((short.endsWith(way) && ending(way).length === 1) || (short.length >= 2 && way.endsWith(short))),
      ),
    ),
  )
}

const only = (found: readonly string[]): string | null => (found.length === 1 ? found[0]! : null)
