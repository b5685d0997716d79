import type { StoredClaim } from '../db/claims.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import type { Claim, ClaimStatus } from '../rules/evidence.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import type { OpenPlace } from './places.ts'
import { assertVersion } from './versions.ts'

export type ClaimView = Claim & { version: number; document: string }

/** What a person may decide; that claims contradict each other is found, not decided. */
export const decisions = ['accepted', 'refused', 'proposed'] as const satisfies readonly ClaimStatus[]
export type Decision = (typeof decisions)[number]

export const viewClaim = ({ id, document, version, status, body }: StoredClaim): ClaimView => ({
  ...body,
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
    assertVersion(given.version, viewClaim(claim), { status: given.status })
    if (given.status === 'accepted' && countsNowhere(stored, claim))
      throw new AppError('claim_counts_nowhere', '这份文件不是本乡镇的年度报告，其中的陈述不能采信。')
    decided = { ...claim, version: claim.version + 1, status: given.status }
    return {
      action: `claim_${given.status}`,
      subject: `claims/${id}`,
      before: { version: claim.version, status: claim.status },
      after: { version: decided.version, status: decided.status, fact: claim.body.fact },
      changes: { claims: [decided] },
    }
  })
  return viewClaim(decided!)
}

/**
 * Decides many claims in one step: those named, else those of a document, else all. Without names only what nobody has
 * decided yet is accepted or refused.
 */
export const decideClaims = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  given: { status: Decision; ids?: string[] | undefined; document?: string | undefined },
): Promise<ClaimView[]> => {
  const named = given.ids && new Set(given.ids)
  const chosen = (stored: StoredEvidence): StoredClaim[] =>
    stored.claims.filter(
      (claim) =>
        (named ? named.has(claim.id) : given.status === 'proposed' || claim.status === 'proposed') &&
        (given.document === undefined || claim.document === given.document) &&
        claim.status !== given.status &&
        !(given.status === 'accepted' && countsNowhere(stored, claim)),
    )
  const stored = await changeEvidence(deps, open, (before) => {
    const claims = chosen(before).map((claim) => ({
      ...claim,
      version: claim.version + 1,
      status: given.status,
    }))
    if (claims.length === 0) return null
    const was = new Map(before.claims.map((claim) => [claim.id, claim.status]))
    return {
      action: `claims_${given.status}`,
      subject: given.document ? `documents/${given.document}/claims` : 'claims',
      before: Object.fromEntries(claims.map(({ id }) => [id, was.get(id)])),
      after: Object.fromEntries(claims.map(({ id, status }) => [id, status])),
      changes: { claims },
    }
  })
  return stored.claims
    .filter((claim) =>
      named ? named.has(claim.id) : given.document === undefined || claim.document === given.document,
    )
    .map(viewClaim)
}
