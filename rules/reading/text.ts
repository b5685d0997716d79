/** Text as the reader sees it: half-width marks at unchanged offsets, a word list scanned once, code point offsets. */

/** Full-width ASCII becomes half-width and odd blanks a blank; every offset stays where it was. */
export const normalise = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E\u00A0\u2002-\u2009\u3000\t\uFE63\u2022\u30FB\uFF65]/g, (mark) => {
    const code = mark.charCodeAt(0)
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
    if (code === 0x2022 || code === 0x30fb || code === 0xff65) return '·'
    return code === 0xfe63 ? '-' : ' '
  })

export interface Hit {
  start: number
  end: number
  word: string
}

interface Node {
  next: Map<number, Node>
  word: string | null
}

/** A list of words, found at any place in time bounded by the longest of them. */
export interface Lexicon {
  /** The longest word that starts at `at` and ends by `end`. */
  longest(text: string, at: number, end: number): string | null
  /** Every word in the range, also one inside another. */
  all(text: string, start: number, end: number): Hit[]
  /** Words from left to right, the longest at each place, never overlapping. */
  apart(text: string, start: number, end: number): Hit[]
}

export const createLexicon = (words: Iterable<string>): Lexicon => {
  const root: Node = { next: new Map(), word: null }
  for (const word of words) {
    if (word === '') continue
    let node = root
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let next = node.next.get(code)
      if (!next) {
        next = { next: new Map(), word: null }
        node.next.set(code, next)
      }
      node = next
    }
    node.word = word
  }
  const walk = (text: string, at: number, end: number, found: (word: string, end: number) => void): void => {
    let node = root
    for (let i = at; i < end; i++) {
      const next = node.next.get(text.charCodeAt(i))
      if (!next) return
      node = next
      if (node.word !== null) found(node.word, i + 1)
    }
  }
  const longest = (text: string, at: number, end: number): string | null => {
    let best: string | null = null
    walk(text, at, end, (word) => {
      best = word
    })
    return best
  }
  return {
    longest,
    all(text, start, end) {
      const hits: Hit[] = []
      for (let at = start; at < end; at++)
        walk(text, at, end, (word, to) => hits.push({ start: at, end: to, word }))
      return hits
    },
    apart(text, start, end) {
      const hits: Hit[] = []
      for (let at = start; at < end; ) {
        const word = longest(text, at, end)
        if (word === null) at++
        else {
          hits.push({ start: at, end: at + word.length, word })
          at += word.length
        }
      }
      return hits
    },
  }
}

/** Turns UTF-16 offsets into counts of code points; free where the text has no surrogate pair. */
export const codePointOffsets = (text: string): ((offset: number) => number) => {
  const pairs: number[] = []
  for (let i = 0; i + 1 < text.length; i++) {
    const code = text.charCodeAt(i)
    const next = text.charCodeAt(i + 1)
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
      pairs.push(i + 1)
      i++
    }
  }
  if (pairs.length === 0) return (offset) => offset
  return (offset) => {
    let low = 0
    let high = pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[middle]! < offset) low = middle + 1
      else high = middle
    }
    return offset - low
  }
}

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)

export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Where words begin between two places. Nothing beyond is looked at: that would be the whole text for each sentence. */
export const placesOf = (text: string, words: string, from: number, to: number): number[] => {
  const part = text.slice(from, to + words.length - 1)
  const places: number[] = []
  for (let at = part.indexOf(words); at >= 0; at = part.indexOf(words, at + words.length))
    places.push(from + at)
  return places
}
