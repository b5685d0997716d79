/** A stored assessment against one made again from the same inputs: the same to the byte, or what differs. */
import type { Assessment } from './assessment.ts'
import { canonicalJson } from './canonical.ts'

export type InputName = 'engine' | 'pack' | 'evidence' | 'holidays' | 'peers' | 'asOf' | 'township'

export interface Verdict {
  /** The canonical bytes are equal. */
  same: boolean
  /** Inputs and engine that are not what the stored one names. */
  inputs: { input: InputName; stored: string; now: string }[]
  /** How many values of the result differ, and the first of them. */
  differing: number
  values: { path: string; stored: string; now: string }[]
}

/** How many differing values are told one by one. */
const toldValues = 12

/** Compares by canonical bytes. Why the pack was chosen is the story of a run, not its result. */
export function verify(stored: Assessment, recomputed: Assessment): Verdict {
  const now: Assessment = { ...recomputed, pack: { ...recomputed.pack, why: stored.pack.why } }
  const same = canonicalJson(stored) === canonicalJson(now)
  const inputs = inputsOf(stored).flatMap(([input, before], index) => {
    const after = inputsOf(now)[index]![1]
    return before === after ? [] : [{ input, stored: before, now: after }]
  })
  const values: Verdict['values'] = []
  if (!same) collect(bare(stored), bare(now), '', values)
  return { same, inputs, differing: values.length, values: values.slice(0, toldValues) }
}

const inputsOf = ({
  engine,
  pack,
  evidence,
  holidays,
  peers,
  asOf,
  township,
}: Assessment): [InputName, string][] => [
  ['engine', engine],
  ['pack', pack.hash],
  ['evidence', evidence],
  ['holidays', holidays],
  ['peers', peers ?? ''],
  ['asOf', asOf],
  ['township', `${township.name ?? ''}${township.kind}${township.year}`],
]

/** The result without the names of its inputs. */
const bare = ({
  engine: _e,
  evidence: _v,
  holidays: _h,
  peers: _p,
  asOf: _a,
  pack,
  ...rest
}: Assessment): unknown => ({
  ...rest,
  pack: { ...pack, hash: '' },
})

function collect(a: unknown, b: unknown, path: string, into: Verdict['values']): void {
  if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
    for (const key of keys) collect(a[key], b[key], path === '' ? key : `${path}.${key}`, into)
    return
  }
  const stored = canonicalJson(a ?? null)
  const now = canonicalJson(b ?? null)
  if (stored !== now) into.push({ path, stored, now })
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether a value read from a file is an assessment, as far as comparing it needs. */
export function isAssessment(value: unknown): value is Assessment {
  if (!isTree(value) || !isTree(value.pack) || !isTree(value.township) || !isTree(value.score)) return false
  const texts = [value.engine, value.asOf, value.evidence, value.holidays, value.pack.id, value.pack.hash]
  return texts.every((text) => typeof text === 'string') && typeof value.township.year === 'number'
}
