/** `acknowledge:` of pack.yaml: warnings its author knows of and keeps, each with the reason. */
import type { Problem } from '../pack.ts'
import type { LocatedNode, Notebook } from './located.ts'
import { list, optional, record, required, text } from './shape.ts'

export const acknowledgements = list(
  'acknowledge',
  record('acknowledge', {
    code: required(text('code')),
    item: optional(text('item')),
    reason: required(text('reason')),
  }),
)

/** One of them, and whether the pack that is checked wrote it or one of its bases. */
export interface Acknowledgement {
  code: string
  item?: string
  reason: string
  own: boolean
  at: LocatedNode | undefined
}

/** A warning that was acknowledged. */
export interface Acknowledged extends Problem {
  reason: string
}

/** Takes acknowledged warnings out of the problems; when all checks have run, one that met nothing is a warning itself. */
export function acknowledge(
  problems: readonly Problem[],
  acknowledgements: readonly Acknowledgement[],
  complete: boolean,
): { problems: Problem[]; acknowledged: Acknowledged[] } {
  const used = new Set<Acknowledgement>()
  const acknowledged: Acknowledged[] = []
  const rest = problems.filter((problem) => {
    if (problem.severity === 'error') return true
    const known = acknowledgements.find(
      ({ code, item }) => code === problem.code && (item === undefined || item === problem.item),
    )
    if (!known) return true
    used.add(known)
    acknowledged.push({ ...problem, reason: known.reason })
    return false
  })
  if (!complete) return { problems: rest, acknowledged }
  const unused = acknowledgements.filter((entry) => entry.own && !used.has(entry)).map(unusedProblem)
  return { problems: [...rest, ...unused], acknowledged }
}

function unusedProblem({ code, item, at }: Acknowledgement): Problem {
  return {
    severity: 'warning',
    code: 'acknowledge_unused',
    ...(item === undefined ? {} : { item }),
    file: at?.file ?? 'pack.yaml',
    ...(at ? { line: at.line, column: at.column } : {}),
    text: code,
    message: `没有可以确认的提醒“${code}”${item === undefined ? '' : `（${item}）`}`,
    remedy: '问题已经消除的，删去这一条；错误不能确认，只能改正',
  }
}

/** The acknowledgements a pack.yaml writes. */
export const acknowledgementsOf = (
  written: readonly { code: string; item?: string; reason: string }[],
  book: Notebook,
  own: boolean,
): Acknowledgement[] => written.map((entry) => ({ ...entry, own, at: book.nodes.get(entry) }))
