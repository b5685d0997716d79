/** Sentences of items: the ones that must be there, and only names their function offers. */
import type { Item } from '../pack.ts'
import { checkSentence as checkTemplate, sentenceFilters } from '../sentences.ts'
import type { Checker } from './check.ts'
import { sentenceNames } from './items-yaml.ts'
import { excerpt, offer } from './located.ts'

/** A function with the sentences written for it: an item's, or those of one part of it. */
export interface Speaker {
  owner: object
  says: Record<string, string>
  names: readonly string[]
  /** It measures a share, which may be known only as a rate. */
  share: boolean
  function: string
  part: string | null
}

/** Where in the template it is wrong, and what. */
interface Fault {
  start: number
  text: string
  message: string
  remedy: string
}

/** What is wrong with a sentence's template, given the names it may use. */
export function sentenceFaults(template: string, names: readonly string[]): Fault[] {
  const open = /\{\{[^}]*$|\{\{[^}]*\}(?!\})/.exec(template)
  if (open) {
    return [
      { start: open.index, text: excerpt(open[0]), message: '花括号没有成对', remedy: '写成{{ 名称 }}' },
    ]
  }
  const faults: Fault[] = []
  for (const match of template.matchAll(/\{%.*?%\}|\{%/g)) {
    faults.push({
      start: match.index,
      text: match[0],
      message: '句子里不能用“{% %}”语句',
      remedy: '只用{{ 名称 }}和过滤器',
    })
  }
  for (const match of template.matchAll(/\{\{-?(.*?)-?\}\}/g)) {
    const fault = outputFault(match[1]!, names)
    if (fault) faults.push({ start: match.index, text: excerpt(match[0]), ...fault })
  }
  return faults
}

function outputFault(
  inner: string,
  names: readonly string[],
): { message: string; remedy: string } | undefined {
  const [name = '', ...applied] = inner.split('|').map((part) => part.trim())
  if (!names.includes(name)) {
    return { message: `句子用了“${name}”，所用的计分函数不提供`, remedy: offer(name, names) }
  }
  for (const filter of applied) {
    const word = /^[a-z_]*/.exec(filter)![0]
    if (!sentenceFilters.some((known) => known === word)) {
      return { message: `没有过滤器“${word || filter}”`, remedy: offer(word, sentenceFilters, '过滤器有') }
    }
  }
  const message = checkTemplate(`{{${inner}}}`, names)
  return message === null ? undefined : { message, remedy: '写成{{ 名称 }}或者{{ 名称 | 过滤器 }}' }
}

export function checkSentences(checker: Checker, item: Item, speakers: readonly Speaker[]): void {
  const reported = new Set<string>()
  for (const speaker of speakers) {
    for (const [key, template] of Object.entries(speaker.says)) {
      if (typeof template !== 'string' || reported.has(`${speaker.part}/${key}`)) continue
      if (checkSentence(checker, speaker, key, template)) reported.add(`${speaker.part}/${key}`)
    }
    checkPresence(checker, item, speaker)
  }
}

/** Whether something was wrong, so that versions with the same sentence tell it once. */
function checkSentence({ at, within }: Checker, speaker: Speaker, key: string, template: string): boolean {
  if (!sentenceNames.some((name) => name === key)) {
    at(speaker.owner, ['says', key], {
      code: 'unknown_key',
      message: `says没有“${key}”这种句子`,
      text: key,
      remedy: offer(key, sentenceNames, '可用的键'),
    })
    return true
  }
  const faults = sentenceFaults(template, speaker.names)
  for (const { start, ...fault } of faults)
    within(speaker.owner, ['says', key], start, { code: 'sentence', ...fault })
  return faults.length > 0
}

function checkPresence({ at }: Checker, item: Item, { owner, says, share, part }: Speaker): void {
  const whose = part === null ? `考核要点“${item.id}”` : `考核要点“${item.id}”的分项“${part}”`
  for (const key of part === null ? ['met', 'shortcoming'] : []) {
    if (says[key] !== undefined) continue
    at(owner, ['says'], {
      code: 'sentence_missing',
      message: `${whose}没有写“${key}”句`,
      remedy: `在says里补上“${key}: …”`,
    })
  }
  if (share && says.shortcoming !== undefined && says.shortcoming_rate === undefined) {
    at(owner, ['says'], {
      code: 'sentence_missing',
      severity: 'warning',
      item: item.id,
      message: `${whose}按份额计分，只知道比率、不知道个数时没有句子可用`,
      remedy: '在says里补上“shortcoming_rate: …”，只用{{ rate }}',
    })
  }
}
