/**
 * The tight form of a frame, for what only order can tell: literals, `( | )` choice, `[ ]` optional, `…` a short gap,
 * `{n}` the quantity. Matched as a set of places, so the time is bounded by the pattern and a window, whatever the text.
 */
import type { Quantity } from './quantity.ts'

type Token =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; options: Token[][] }
  | { kind: 'gap' }
  | { kind: 'slot' }

export interface Say {
  source: string
  matches(text: string, quantity: Quantity): boolean
}

const widestGap = 16

interface Parsed {
  tokens: Token[]
  at: number
}

/** Reads tokens up to `close`; null where brackets do not pair. */
const parse = (source: string, from: number, close: string): Parsed | null => {
  const options: Token[][] = [[]]
  let at = from
  while (at < source.length) {
    const char = source[at]!
    const tokens = options.at(-1)!
    if (char === close)
      return { tokens: options.length === 1 ? options[0]! : [{ kind: 'choice', options }], at: at + 1 }
    if (char === '|' && close !== '') {
      options.push([])
      at++
    } else if (char === '(' || char === '[') {
      const inner = parse(source, at + 1, char === '(' ? ')' : ']')
      if (!inner) return null
      tokens.push({ kind: 'choice', options: char === '(' ? [inner.tokens] : [inner.tokens, []] })
      at = inner.at
    } else if (char === ')' || char === ']' || char === '}') return null
    else if (source.startsWith('{n}', at)) {
      tokens.push({ kind: 'slot' })
      at += 3
    } else if (char === '{') return null
    else if (char === '…') {
      tokens.push({ kind: 'gap' })
      at++
    } else if (char === ' ') at++
    else {
      let to = at + 1
      while (to < source.length && !/[()[\]{}|… ]/.test(source[to]!)) to++
      tokens.push({ kind: 'text', text: source.slice(at, to) })
      at = to
    }
  }
  return close === '' ? { tokens: options[0]!, at } : null
}

/** All places a run of tokens can end at when it starts at one of `places`, reading forward or backward. */
const run = (tokens: readonly Token[], text: string, places: Set<number>, back: boolean): Set<number> => {
  let current = places
  for (const token of back ? [...tokens].reverse() : tokens) {
    const next = new Set<number>()
    for (const place of current) {
      if (token.kind === 'text') {
        const start = back ? place - token.text.length : place
        if (start >= 0 && text.startsWith(token.text, start))
          next.add(back ? start : place + token.text.length)
      } else if (token.kind === 'choice') {
        for (const option of token.options)
          for (const end of run(option, text, new Set([place]), back)) next.add(end)
      } else if (token.kind === 'gap') {
        next.add(place)
        for (let step = 1; step <= widestGap; step++) {
          const char = text[back ? place - step : place + step - 1]
          // A gap crosses no mark and no other number.
          if (char === undefined || /[,;:。、!?\n\d]/.test(char)) break
          next.add(back ? place - step : place + step)
        }
      }
    }
    current = next
    if (current.size === 0) return current
  }
  return current
}

/** Null for a pattern that cannot be read or has not exactly one {n}. */
export const compileSay = (source: string): Say | null => {
  const parsed = parse(source, 0, '')
  if (!parsed) return null
  const slots = parsed.tokens.filter((token) => token.kind === 'slot').length
  if (slots !== 1) return null
  const slot = parsed.tokens.findIndex((token) => token.kind === 'slot')
  const left = parsed.tokens.slice(0, slot)
  const right = parsed.tokens.slice(slot + 1)
  return {
    source,
    matches: (text, quantity) =>
      run(left, text, new Set([quantity.start]), true).size > 0 &&
      run(right, text, new Set([quantity.end]), false).size > 0,
  }
}

/** Contents of every `[ ]` of a pattern. */
export const optionalTexts = (source: string): string[] =>
  [...source.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1]!)
