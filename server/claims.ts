import type { StoredClaim } from '../db/claims.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import type { Claim, ClaimStatus } from '../rules/evidence.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps, type Plan } from './evidence.ts'
import { onlyOfKind } from './items.ts'
import type { OpenPlace } from './places.ts'
import { assertVersion } from './versions.ts'

export type ClaimView = Claim & { version: number; document: string }

/** What a person may decide; that claims contradict each other is found, not decided. */
export const decisions = ['accepted', 'refused', 'proposed'] as const satisfies readonly ClaimStatus[]
export type Decision = (typeof decisions)[number]

export const viewClaim = (
  open: OpenPlace,
  { id, document, version, status, body }: StoredClaim,
): ClaimView => ({
  ...body,
  items: onlyOfKind(open, body.items),
  id,
  status,
  version,
  document,
})

/** Texts about a county, or of another kind, say nothing that counts for a township (contract, reading). */
const countsNowhere = (stored: StoredEvidence, claim: StoredClaim): boolean => {
  const kind = stored.documents.find(({ id }) => id === claim.document)?.view.kind
  return kind === 'county_report' || (kind?.startsWith('other') ?? false)
}

const assertCounts = (stored: StoredEvidence, claim: StoredClaim, status: Decision): void => {
  if (status === 'accepted' && countsNowhere(stored, claim))
    throw new AppError('claim_counts_nowhere', '这份文件不是本乡镇的年度报告，其中的陈述不能采信。')
}

/** Accepts or refuses one claim; its value and quotation stay as they were read. */
export const decideClaim = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  id: string,
  given: { version: number; status: Decision },
): Promise<ClaimView> => {
  let decided: StoredClaim | undefined
  await changeEvidence(deps, open, (stored) => {
    const claim = stored.claims.find((one) => one.id === id)
    if (!claim) throw new AppError('claim_not_found', '没有这条报告陈述，它的文件可能已被移除。')
    assertVersion(given.version, viewClaim(open, claim), { status: given.status })
    assertCounts(stored, claim, given.status)
    decided = { ...claim, version: claim.version + 1, status: given.status }
    return {
      action: `claim_${given.status}`,
      subject: `claims/${id}`,
      before: { version: claim.version, status: claim.status },
      after: { version: decided.version, status: decided.status, fact: claim.body.fact },
      changes: { claims: [decided] },
    }
  })
  return viewClaim(open, decided!)
}

/** What a person decided about one claim, and the version of it they saw. */
export interface ClaimDecision {
  id: string
  version: number
  status: Decision
}

/** Decides the claims named in one step: all of them, or none if one was decided elsewhere since it was read. */
export const decideNamedClaims = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  decided: readonly ClaimDecision[],
): Promise<ClaimView[]> => {
  const statusOf = new Map(decided.map(({ id, status }) => [id, status]))
  if (statusOf.size < decided.length)
    throw new AppError('invalid_input', '同一条陈述在一次提交中写了两次。', [
      { field: 'decisions', message: '同一条陈述写了两次' },
    ])
  const stored = await changeEvidence(deps, open, (before) => {
    const claims = new Map(before.claims.map((claim) => [claim.id, claim]))
    const named = decided.map((decision) => {
      const claim = claims.get(decision.id)
      if (!claim)
        throw new AppError('claim_not_found', '有的陈述已经没有了，它的文件可能已被移除；本次没有保存。')
      return { claim, read: decision.version }
    })
    const moved = named.filter(({ claim, read }) => claim.version !== read).map(({ claim }) => claim)
    if (moved.length > 0)
      throw new AppError(
        'stale_version',
        `有${moved.length}条陈述刚在别处被修改，本次的${named.length}条都没有保存。请核对后再保存。`,
        { moved: moved.map((claim) => ({ id: claim.id, current: viewClaim(open, claim) })) },
      )
    const next = named.flatMap(({ claim }) => withStatus(before, claim, statusOf.get(claim.id)!))
    return decisionPlan('claims_decided', 'claims', before, next)
  })
  return stored.claims.filter(({ id }) => statusOf.has(id)).map((claim) => viewClaim(open, claim))
}

/** The claim's next version; none where it is decided so already. */
const withStatus = (stored: StoredEvidence, claim: StoredClaim, status: Decision): StoredClaim[] => {
  if (claim.status === status) return []
  assertCounts(stored, claim, status)
  return [{ ...claim, version: claim.version + 1, status }]
}

const decisionPlan = (
  action: string,
  subject: string,
  before: StoredEvidence,
  claims: StoredClaim[],
): Plan | null => {
  if (claims.length === 0) return null
  const was = new Map(before.claims.map((claim) => [claim.id, claim.status]))
  return {
    action,
    subject,
    before: Object.fromEntries(claims.map(({ id }) => [id, was.get(id)])),
    after: Object.fromEntries(claims.map(({ id, status }) => [id, status])),
    changes: { claims },
  }
}

/** Accepts or refuses what nobody has decided yet, of one document or of all. */
export const decideRest = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  given: { status: Exclude<Decision, 'proposed'>; document?: string | undefined },
): Promise<ClaimView[]> => {
  const asked = (claim: StoredClaim): boolean =>
    given.document === undefined || claim.document === given.document
  const stored = await changeEvidence(deps, open, (before) => {
    const claims = before.claims
      .filter((claim) => asked(claim) && claim.status === 'proposed')
      .filter((claim) => given.status !== 'accepted' || !countsNowhere(before, claim))
      .map((claim) => ({ ...claim, version: claim.version + 1, status: given.status }))
    const subject = given.document ? `documents/${given.document}/claims` : 'claims'
    return decisionPlan(`claims_${given.status}`, subject, before, claims)
  })
  return stored.claims.filter(asked).map((claim) => viewClaim(open, claim))
}
