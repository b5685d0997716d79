/** The corpus of fictional reports: texts with marks of what they state, and how well a reader found it. */
import { readdirSync, readFileSync } from 'node:fs'
import { isDate } from '../../rules/dates.ts'
import type { Claim, Hedge } from '../../rules/evidence.ts'
import { shareWords } from '../../rules/reading/lexicon.ts'

/** `place` is a figure's stretch of text: several facts may stand on one. */
export interface CorpusMark {
  /** A fact's id, `-` for a result no fact names, `!` for a figure that is no result of the place. */
  fact: string
  value: MarkValue | null
  hedge?: Hedge
  /** Code points. */
  start: number
  end: number
  words: string
}

export type MarkValue = number | boolean | string | string[] | { rate: number } | { from: string; to: string }

export type CorpusKind = 'township' | 'subdistrict' | 'county' | 'other'

export interface CorpusText {
  name: string
  head: { kind: CorpusKind; year: number; hand: string }
  text: string
  marks: CorpusMark[]
}

const hedgeOf: Record<string, Hedge> = { '>=': 'gte', '>': 'gt', '<=': 'lte', '<': 'lt', '~': 'approx' }
const headLine = /^# (township|subdistrict|county|other), year (\d{4}), (.+)$/
const markPattern = /⟦([^⟦⟧]*?) \| ([^⟦⟧]+)⟧/g
const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The value of a mark as the annotators write it; throws where it is none. */
export const parseValue = (written: string): { value: MarkValue; hedge?: Hedge } => {
  if (written === 'true' || written === 'false') return { value: written === 'true' }
  if (written === 'all') return { value: 'all' }
  const days = written.split(',')
  if (days.every(isDate)) return { value: days.length > 1 ? days : written }
  const month = /^(\d{4})-(\d{2})$/.exec(written)
  if (month) {
    const last = monthLength(Number(month[1]), Number(month[2]))
    return { value: { from: `${written}-01`, to: `${written}-${last}` } }
  }
  const number = /^(>=|>|<=|<|~)?(\d+(?:\.\d+)?)(%|\/(\d+))?$/.exec(written)
  if (!number) throw new Error(`no value of a mark: ${written}`)
  const figure = Number(number[2])
  const value =
    number[3] === undefined
      ? figure
      : { rate: number[4] === undefined ? figure / 100 : figure / Number(number[4]) }
  return number[1] === undefined ? { value } : { value, hedge: hedgeOf[number[1]]! }
}

const length = (text: string): number => [...text].length

/** One file of the corpus: its first line, the text without marks, and the marks. */
export const parseCorpusText = (name: string, file: string): CorpusText => {
  const [first = '', ...rest] = file.replace(/^\uFEFF/, '').split('\n')
  const head = headLine.exec(first.trim())
  if (!head) throw new Error(`${name}: the first line says no kind and year`)
  const marked = rest.join('\n').replace(/^\n/, '')
  const marks: CorpusMark[] = []
  let text = ''
  let at = 0
  for (const found of marked.matchAll(markPattern)) {
    text += marked.slice(at, found.index)
    const start = length(text)
    const words = found[2]!
    text += words
    at = found.index + found[0].length
    for (const stated of found[1]!.split('; ')) {
      const place = { start, end: start + length(words), words }
      if (stated === '!') {
        marks.push({ fact: '!', value: null, ...place })
        continue
      }
      const [fact, written] = stated.split(' = ')
      if (!fact || written === undefined) throw new Error(`${name}: no mark: ${found[0]}`)
      marks.push({ fact, ...parseValue(written), ...place })
    }
  }
  text += marked.slice(at)
  if (/[⟦⟧]/.test(text)) throw new Error(`${name}: a mark is not closed or stands inside another`)
  const kind = head[1] as CorpusKind
  return { name, head: { kind, year: Number(head[2]), hand: head[3]! }, text, marks }
}

/** All texts of a folder, by name. */
export const loadCorpus = (folder: string): CorpusText[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => parseCorpusText(file.slice(0, -4), readFileSync(`${folder}/${file}`, 'utf8')))

export type ScoredClaim = Pick<Claim, 'fact' | 'value' | 'start' | 'end' | 'status'> &
  Partial<Pick<Claim, 'hedge' | 'items' | 'quote'>>

export interface MarkScore {
  mark: CorpusMark
  /** A claim of this value stands on this place. */
  found: boolean
  /** One of them has the mark's fact; `other.*` is the name of `-`. */
  named: boolean
  hedged: boolean
  /** What the claims that found it called it, where none named it. */
  called: string[]
}

export interface ClaimScore {
  claim: ScoredClaim
  /** Right by place and value; else on a `!`, of another value than the mark, or where nothing is marked. */
  verdict: 'right' | 'forbidden' | 'value' | 'unmarked'
  /** The name is a mark's own. `other.*` on a named fact is no name: null. */
  named: boolean | null
  /** Flags, “all” and the like are told apart: a precision of numbers leaves them out. */
  numeric: boolean
}

export interface TextScore {
  name: string
  marks: MarkScore[]
  claims: ClaimScore[]
}

const isOther = (fact: string): boolean => fact.startsWith('other.')
const shareWord = new RegExp(shareWords.map((word) => word.replace(/[()]/g, '\\$&')).join('|'))
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9

const rateOf = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null && 'rate' in value ? Number(value.rate) : undefined

/** The claim says what the mark says: a share may be stated by count, rate or “all” where the words hold both. */
const sameValue = (claim: ScoredClaim, mark: CorpusMark): boolean => {
  const { value } = mark
  const read = claim.value === 'none' ? 0 : claim.value
  const rate = rateOf(value)
  const readRate = rateOf(read)
  if (rate !== undefined && readRate !== undefined) {
    // An annotator writes 33% or 1/3 for a third.
    return (
      near(rate, readRate) ||
      (Math.abs(rate - readRate) < 0.005 && !near(rate * 100, Math.round(rate * 100))) ||
      (mark.hedge === 'approx' && Math.abs(rate - readRate) <= 0.005)
    )
  }
  const isAll = value === 'all' || value === true
  const readAll = read === 'all' || read === true
  if (isAll || readAll) {
    if (isAll && readAll) return true
    if (isAll) return readRate === 1 || (typeof read === 'number' && mark.words.includes(String(read)))
    return rate === 1 || (typeof value === 'number' && shareWord.test(mark.words))
  }
  if (value === false && read === 0) return true
  if (typeof value === 'number') {
    // 纠错率0: a rate of nought is written without its sign.
    return typeof read === 'number'
      ? near(value, read)
      : readRate !== undefined && near(value, readRate) && value === 0
  }
  return JSON.stringify(value) === JSON.stringify(read)
}

const overlap = (claim: ScoredClaim, mark: CorpusMark): number =>
  Math.min(claim.end, mark.end) - Math.max(claim.start, mark.start)

/** The mark's own name; a result that no fact names is called `other.*`. */
const sameName = (claim: ScoredClaim, mark: CorpusMark): boolean =>
  mark.fact === '-' ? isOther(claim.fact) : mark.fact === claim.fact

/** Sets are not annotated. */
const isAnnotated = ({ value }: ScoredClaim): boolean =>
  !Array.isArray(value) || value.every((each) => isDate(each))

const isNumeric = ({ value }: ScoredClaim): boolean => value !== 'all' && typeof value !== 'boolean'

/** How much of a text's marks the claims found, and which claims are strays. Refused claims count for nothing. */
export const scoreClaims = (text: CorpusText, claims: readonly ScoredClaim[]): TextScore => {
  const marks = text.marks.map(
    (mark): MarkScore => ({ mark, found: false, named: false, hedged: false, called: [] }),
  )
  const scored: ClaimScore[] = []
  for (const claim of claims) {
    if (claim.status === 'refused' || !isAnnotated(claim)) continue
    // What a county's report tells is the county's: only a claim that counts for an item is a stray.
    if (text.head.kind === 'county' && (claim.items ?? []).length === 0) continue
    const touched = marks.filter(({ mark }) => overlap(claim, mark) > 0)
    const able = touched.filter(({ mark }) => mark.fact !== '!' && sameValue(claim, mark))
    // A long quotation may touch two marks of one value: the fact's own, else the one it covers most.
    const best =
      able.find(({ mark }) => sameName(claim, mark)) ??
      [...able].sort((a, b) => overlap(claim, b.mark) - overlap(claim, a.mark))[0]
    const numeric = isNumeric(claim)
    if (!best) {
      const verdict = touched.some(({ mark }) => mark.fact !== '!')
        ? 'value'
        : touched.length > 0
          ? 'forbidden'
          : 'unmarked'
      scored.push({ claim, verdict, named: isOther(claim.fact) ? null : false, numeric })
      continue
    }
    for (const score of able) {
      if (score.mark.start !== best.mark.start) continue
      score.found = true
      if (sameName(claim, score.mark)) {
        score.named = true
        score.hedged ||= claim.hedge === score.mark.hedge
      } else score.called.push(claim.fact)
    }
    const right = sameName(claim, best.mark)
    scored.push({
      claim,
      verdict: 'right',
      named: right ? true : isOther(claim.fact) ? null : false,
      numeric,
    })
  }
  // A fact told twice is read when one of the places is.
  for (const score of marks) {
    if (score.named || score.mark.fact === '-' || score.mark.fact === '!') continue
    const twin = marks.find(
      (other) =>
        other.named &&
        other.mark.fact === score.mark.fact &&
        JSON.stringify(other.mark.value) === JSON.stringify(score.mark.value),
    )
    if (twin) Object.assign(score, { found: true, named: true, hedged: twin.hedged })
  }
  return { name: text.name, marks, claims: scored }
}

export interface Tally {
  /** Marks to be found, `!` left out. */
  marks: number
  found: number
  named: number
  /** Numeric claims, and which of them are right by place and value. */
  claims: number
  right: number
  /** Claims that name a fact of a pack, of whatever value, and which of them name it rightly. */
  namings: number
  namedRight: number
}

const empty = (): Tally => ({ marks: 0, found: 0, named: 0, claims: 0, right: 0, namings: 0, namedRight: 0 })

/** Counts for each fact (`-`: results without one) and in total. A claim counts for the fact it names. */
export const tally = (scores: readonly TextScore[]): { total: Tally; facts: Map<string, Tally> } => {
  const total = empty()
  const facts = new Map<string, Tally>()
  const add = (fact: string, counts: Partial<Tally>): void => {
    const own = facts.get(fact) ?? empty()
    facts.set(fact, own)
    for (const sum of [own, total]) {
      for (const [key, count] of Object.entries(counts)) sum[key as keyof Tally] += count
    }
  }
  for (const score of scores) {
    for (const { mark, found, named } of score.marks) {
      if (mark.fact !== '!') add(mark.fact, { marks: 1, found: Number(found), named: Number(named) })
    }
    for (const { claim, verdict, named, numeric } of score.claims) {
      const naming = !isOther(claim.fact)
      add(naming ? claim.fact : '-', {
        ...(numeric ? { claims: 1, right: Number(verdict === 'right') } : {}),
        ...(naming ? { namings: 1, namedRight: Number(named === true) } : {}),
      })
    }
  }
  return { total, facts }
}

/** Shares of a tally, 1 where there was nothing to find. */
export const rates = (
  counts: Tally,
): Record<'recall' | 'recallByName' | 'precision' | 'precisionByName', number> => {
  const of = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
  return {
    recall: of(counts.found, counts.marks),
    recallByName: of(counts.named, counts.marks),
    precision: of(counts.right, counts.claims),
    precisionByName: of(counts.namedRight, counts.namings),
  }
}
