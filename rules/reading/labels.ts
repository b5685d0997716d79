/**
 * Labels: the names under which a figure stands alone, in tables and in notes (检察建议 2份 · 复议，1件 · 一审行政诉讼案件3件).
 * The words around the figure are the label and nothing else, so a label is looked up and never searched for.
 */
import type { Mention } from './context.ts'

/** A label with its choices written out must stay a short list. */
const mostSpellings = 5000

/** Every spelling of a label: `( | )` one of, `[ ]` one of or none. Null where brackets do not pair or choices run wild. */
export const spellingsOf = (label: string): string[] | null => {
  let at = 0
  const sequence = (close: string): string[] | null => {
    let options: string[] = []
    let current = ['']
    while (at < label.length) {
      const char = label[at]!
      if (char === close) {
        at++
        options = [...options, ...current]
        return close === ']' ? [...options, ''] : options
      }
      if (char === ')' || char === ']') return null
      at++
      if (char === '|' && close !== '') {
        options = [...options, ...current]
        current = ['']
        continue
      }
      const inner = char === '(' || char === '[' ? sequence(char === '(' ? ')' : ']') : [char]
      if (!inner) return null
      current = current.flatMap((head) => inner.map((tail) => head + tail))
      if (current.length > mostSpellings) return null
    }
    return close === '' ? current : null
  }
  return sequence('')?.map((spelling) => spelling.replace(silent, '')) ?? null
}

/** What tells nothing: blanks, marks of names, 的 and 了. */
const silent = /[\s“”"'‘’《》「」()的了]/g
/** What stands before a label and says nothing of it. */
const before =
  /^(?:[A-Z]\d{0,2}[、.]?|\(?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五六七八九十]是|[①-⑳]|其中|全年度?|今年以?来?|本年度?|年内|年度|一年来|截至目前|目前|现|[我本全](?:镇|乡|街道|街|市|县|区)(?!长)|镇(?=[^长村域])|街道(?!办)|共计?|累计|总计|合计|先后|实际|各类|一年|[:,、-])+/
/** What stands between a label and its figure. */
const behind =
  /(?:共计?|合计|总计|累计|一共|总共|总数|数量|件数|次数|人数|数|计|为|达到?|共有|现有|实有|有|是|全年|今年|年内|只|仅|呢|:|,|、|-)+$/
/** What may follow the noun behind a figure. */
const after = /(?:等|[:,、])+$/
/** A unit in the head of a row: 行政处罚(件). */
const unit = /\([^()]{1,8}\)/g

const keyOf = (words: string): string => words.replace(silent, '').replace(before, '').replace(behind, '')

const longestLabel = 40

/** The figure's own words, where they are few enough to be a label and nothing more. */
export const labelsAt = (text: string, mention: Mention): string[] => {
  const { ranges, quantity, sentence, part, partIndex } = mention
  const { start, end } = ranges[0]!
  if (quantity.kind === 'all') return []
  if (text.slice(end, quantity.start).includes('|')) {
    const heads = ranges.map((range) => text.slice(range.start, range.end).replace(unit, ''))
    return [...new Set([heads[0]!, heads.join('')].map(keyOf))].filter(Boolean)
  }
  if (ranges.length > 1 || end - start > longestLabel + quantity.end - quantity.start) return []
  const left = keyOf(text.slice(start, quantity.start))
  const right = text.slice(Math.max(start, quantity.end), end).replace(silent, '').replace(after, '')
  const own = left + right
  const found = own === '' ? [] : [own]
  const previous = sentence.parts[partIndex - 1]
  if (
    previous &&
    part.joint <= 2 &&
    start === part.start &&
    previous.quantities.length === 0 &&
    previous.end - previous.start <= longestLabel
  ) {
    const lead = keyOf(text.slice(previous.start, previous.end))
    if (lead !== '') found.push(lead + own)
  }
  return found.filter((label) => label.length <= longestLabel)
}
