/** Title, place, year, and what kind of text it is. */
import { departments, otherKinds, policeWords, units, unitVoices } from './lexicon.ts'
import { longestHeading } from './lines.ts'
import { chineseValue } from './numerals.ts'

const reportTitle = /法治|依法行政|依法治/
const reportWord = /报告|总结|情况|汇报/

export const isTitle = (line: string): boolean =>
  line.length <= longestHeading &&
  reportTitle.test(line) &&
  reportWord.test(line) &&
  !/[。;]$/.test(line) &&
  !/^(?:[([]?[一二三四五六七八九十\d]{1,3}[、.,)\]]|[A-Z]\d{0,2}[、. ])/.test(line)

/** A line with nothing but an office: 某镇人民政府. */
export const isOffice = (line: string): boolean =>
  line.length >= 3 &&
  line.length <= 40 &&
  /(?:政府|办事处|委员会|党工委|委|镇|乡|街道)$/.test(line) &&
  !/[,。:]/.test(line)

const town =
  /[\u4e00-\u9fff]{1,14}?(?:街道|镇|乡)(?=人民政府|政府|办事处|党工委|党委|委员会|委|关于|法治|推进|依法|\d{4}|\)|》|,|\s|$)/g
/** In running text any word may follow, and a mark or one of these must stand before. */
const townInText =
  /(?:^|[\s,。:;(“]|在|就|将|为|来|由|现|使)([\u4e00-\u9fff]{2,8}?(?:街道|镇|乡))(?=[\u4e00-\u9fff\d])/g
const noTown =
  /^(?:各|全|本|我|乡|村|小城|城|一|该|基层|有关|两|每)+(?:镇|乡|街道)$|乡镇$|村镇$|城镇$|[局院所委]和?(?:镇|乡|街道)$/

/** The place without county and province before it, nor words that lead up to it. */
const bareTown = (raw: string): string =>
  raw
    .replace(/^.*?(?:中共|现将|现就|关于|就|在)/, '')
    .replace(/^.*(?:人民政府|委员会)/, '')
    .replace(/^.*(?:省|自治区|市|自治州|自治县|县|区|旗|盟)(?=..)/, '')

/** The 镇, 乡 or 街道 a title, an issuer or a first line names. */
export const findPlace = (text: string): string | null => {
  for (const [raw] of text.matchAll(town)) {
    const name = bareTown(raw)
    if (name.length >= 2 && !noTown.test(name)) return name
  }
  return null
}

/** The one that running text names first. */
export const findPlaceInText = (text: string): string | null => {
  for (const [, raw] of text.matchAll(townInText)) {
    const name = bareTown(raw!)
    if (name.length >= 2 && !noTown.test(name)) return name
  }
  return null
}

export const countyPlace =
  /([\u4e00-\u9fff]{2,10}?(?:自治县|县|区|旗|市|州|省))(?=人民政府|政府|关于|法治|推进|\d{4}|20|委|\s|$)/

export const yearIn = (text: string): number | null => {
  const match = /(20\d{2})\s*年|(二[〇零][〇零一二三四五六七八九]{2})年/.exec(text)
  if (!match) return null
  return match[1] ? Number(match[1]) : (chineseValue(match[2]!) ?? null)
}

/** …报告(2024): a title may leave 年 out. */
export const bareYearIn = (title: string): number | null => {
  const match = /(?<!\d)(20\d{2})(?:年度|\)|$)/.exec(title.trim())
  return match ? Number(match[1]) : null
}

interface Verdict {
  kind: string
  refusal: string | null
  /** The county a report without a title belongs to. */
  place?: string
}

const refuse = (kind: string, called: string): Verdict => ({
  kind: `other:${kind}`,
  refusal: `文本像${called}，不是乡镇（街道）年度法治政府建设情况报告，所列数据不计入`,
})

/** A county or city government, in a title. */
const isCounty = (title: string): boolean => countyPlace.test(title)

/** Any other office of a county: 某县文旅局, 某区某某办公室. */
const office = /[县市区旗][\u4e00-\u9fff]{2,14}(?:局|委员会|办公室|大队|中心|集团)(?=关于|20\d\d|\d{4}|法治)/

/** Whose title it is: what stands before 关于, the year or the name of the paper. */
const ownerOf = (title: string): string =>
  title
    .replace(/^\d{4}年度?/, '')
    .split(/关于|\d{4}|二[〇零]|年度|工作总结|工作情况|工作汇报|法治|依法|普法|总结|述职/)[0]!
    .trim()

/** A unit inside the township, by the end of its name. */
const unitNamed = (owner: string): Verdict | null => {
  const unit = units.find(({ words }) => words.some((word) => owner.endsWith(word)))
  return unit ? refuse(unit.kind, unit.called) : null
}

/** The opening of a unit's own summary: 我所, or police work and no township government. */
const unitSpeaks = (opening: string): Verdict | null => {
  const early = opening.slice(0, 200)
  if (/我镇|我乡|我街道|[镇乡]人民政府|[镇乡]政府|街道办|法治政府建设/.test(early)) return null
  const police = policeWords.filter((word) => early.includes(word)).length
  if (police >= 2) return refuse('police', '派出所的工作总结')
  return unitVoices.some((word) => new RegExp(`(?:^|[,。\\s来,])${word}`).test(early))
    ? refuse('unit', '站所、单位的工作总结')
    : null
}

const byTitle = (title: string): Verdict | null => {
  const unit = unitNamed(ownerOf(title))
  if (unit) return unit
  const isReport = reportTitle.test(title) && reportWord.test(title)
  for (const other of otherKinds) {
    if (!other.words.some((word) => title.includes(word))) continue
    // A report on 法治政府建设 may name plans and rules in its title; an explanation of one is none.
    if (isReport && other.kind !== 'interpretation' && /法治政府|法治建设/.test(title)) continue
    return refuse(other.kind, other.called)
  }
  for (const { words, kind, called } of departments) {
    const word = words.find((candidate) => title.includes(candidate))
    if (word && findPlace(title.replace(word, '')) === null) return refuse(kind, called)
  }
  const place = findPlace(title)
  if (place === null && office.test(title)) return refuse('department', '部门的报告')
  if (place === null && isCounty(title) && (isReport || title.includes('人民政府')))
    return { kind: 'county_report', refusal: null }
  return isReport ? { kind: 'township_report', refusal: null } : null
}

/** A county speaking without a title: its own name before the year, or under the text, and no township's. */
const ownCounty =
  /(?:^|[\s,。:;将就])([\u4e00-\u9fff]{2,10}?(?:县|区|旗|市))(?=(?:人民政府)?\d{4}年度?(?:法治政府建设|依法行政))/
const signedCounty = /^[\u4e00-\u9fff]{2,10}(?:县|区|旗|市)人民政府$/
const townSpeaks = /我镇|我乡|我街道|本镇|本乡|本街道|全镇|全乡|全街道|[镇乡]党委|[镇乡]人民政府|街道办/

const countyOf = (opening: string, signature: string): string | null => {
  if (townSpeaks.test(opening)) return null
  const named = ownCounty.exec(opening.slice(0, 200))?.[1]
  if (named) return named.replace(/^.*[现将就]/, '')
  return signedCounty.test(signature) ? signature.replace('人民政府', '') : null
}

/** A report names what is lacking and then what comes next; news does not. */
const ownFaults = /(?:不足|差距|短板|薄弱|不够|不强|不高|距离)[\s\S]{0,400}(?:下一步|下步|明年|新的一年|今后)/

/** Evidence both ways; only a text that is clearly something else is refused. */
export const judgeKind = (
  title: string | null,
  firstLine: string,
  opening: string,
  numbered: boolean,
  /** The line of the office under the text. */
  signature: string,
  /** The end of the text. */
  closing: string,
): Verdict => {
  const named = title ?? (firstLine.length <= longestHeading && !firstLine.includes('。') ? firstLine : '')
  const told = byTitle(named)
  if (told) return told
  const sentence = opening.slice(0, opening.indexOf('。') + 1)
  for (const { kind, called, words } of otherKinds) {
    const early = sentence.length <= 48 && ['disclosure', 'interpretation', 'rules'].includes(kind)
    if (early && words.some((word) => sentence.includes(word))) return refuse(kind, called)
  }
  const unit = unitSpeaks(title === null ? `${named} ${opening}` : opening)
  if (unit) return unit
  if (/第一章/.test(opening.slice(0, 200))) return refuse('rules', '规范性文件或者工作制度')
  const county = countyOf(opening, signature)
  if (county !== null && numbered) return { kind: 'county_report', refusal: null, place: county }
  const addressed = /(?:县|市|区|旗|镇|街道)(?:委|政府|人民政府|委员会|司法局|办|党工委)[^。\n]{0,40}:/.test(
    opening.slice(0, 200),
  )
  const reports = /(?:汇报|报告|总结)如下/.test(opening)
  const speaks = reports || /法治政府建设情况|年度法治/.test(opening)
  const isTown =
    addressed || (reports && (findPlaceInText(opening) !== null || /我[镇乡]|我街道|街道办/.test(opening)))
  if (isTown && (numbered || speaks)) return { kind: 'township_report', refusal: null }
  if (numbered || speaks) return { kind: 'unclear', refusal: null }
  const news = /今年以来|近日|日前|记者|通讯员|\d{1,2}月\d{1,2}日[^。]{0,20}(?:召开|开|举行|举办)/.test(
    opening,
  )
  return news && yearIn(opening) === null && !ownFaults.test(closing)
    ? refuse('news', '新闻报道')
    : { kind: 'unclear', refusal: null }
}
