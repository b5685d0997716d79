import { toJson } from './columns.ts'
import type { Tx } from './connect.ts'
import { kept, placeColumns } from './kept.ts'
import type { AssessmentTable, Place } from './schema.ts'

export type NewAssessment = Omit<AssessmentTable, keyof Place | 'score'> & { score: unknown }

const insert = kept(
  [
    ...placeColumns,
    'evidenceSet',
    'evidenceVersion',
    'packHash',
    'asOf',
    'evidenceHash',
    'engine',
    'holidaysHash',
    'score',
    'at',
  ],
  (db, assessment: AssessmentTable) => db.insertInto('assessments').values(assessment),
)

/** Stores what one version of the evidence was worth, by everything it rests on. */
export const insertAssessment = async (tx: Tx, place: Place, assessment: NewAssessment): Promise<void> => {
  await insert(tx, { ...place, ...assessment, score: toJson(assessment.score) })
}
