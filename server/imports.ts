import type { EvidenceChanges } from '../db/evidence.ts'
import type { StoredRow } from '../db/rows.ts'
import type { Evidence } from '../rules/evidence.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import type { OpenPlace } from './places.ts'
import { newRow } from './rows.ts'

const rowsOf = (evidence: Evidence): StoredRow[] => {
  const rows: StoredRow[] = []
  for (const [register, { rows: given }] of Object.entries(evidence.registers))
    for (const { id, values, attached } of given)
      rows.push(newRow(rows, register, values, { id, attached: attached ?? false }))
  return rows
}

const changesOf = (evidence: Evidence): EvidenceChanges => ({
  rows: rowsOf(evidence),
  states: Object.entries(evidence.registers)
    .filter(([, { state }]) => state !== 'open')
    .map(([register, { state }]) => ({ register, village: '', version: 1, state })),
  statements: evidence.statements.map(({ fact, value, hedge, document }) => ({
    fact,
    village: '',
    version: 1,
    value,
    hedge: hedge ?? null,
    document: document ?? null,
    deleted: false,
  })),
  choices: [
    ...Object.entries(evidence.causes ?? {}).map(([item, value]) => ({
      item,
      kind: 'cause' as const,
      version: 1,
      value,
    })),
    ...(evidence.included ?? []).map((item) => ({
      item,
      kind: 'included' as const,
      version: 1,
      value: true as const,
    })),
    ...Object.entries(evidence.notApplicable ?? {}).flatMap(([item, { reason, accepted }]) => [
      { item, kind: 'not_applicable' as const, version: 1, value: reason },
      ...(accepted === null
        ? []
        : [{ item, kind: 'not_applicable_answer' as const, version: 1, value: accepted }]),
    ]),
  ],
})

/** Takes over a checked envelope whole, in one step; a township that has given in anything is left as it is. */
export const importEvidence = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  evidence: Evidence,
): Promise<void> => {
  const changes = changesOf(evidence)
  const count = Object.values(changes).reduce((sum, list) => sum + list.length, 0)
  await changeEvidence(deps, open, (stored) =>
    stored.version > 0 || count === 0
      ? null
      : { action: 'evidence_imported', subject: 'evidence', before: null, after: evidence, changes },
  )
}
