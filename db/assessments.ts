import { toJson } from './columns.ts'
import type { Tx } from './connect.ts'
import type { AssessmentTable, Place } from './schema.ts'

export type NewAssessment = Omit<AssessmentTable, keyof Place | 'score'> & { score: unknown }

/** Stores what one version of the evidence was worth, by everything it rests on. */
export const insertAssessment = async (tx: Tx, place: Place, assessment: NewAssessment): Promise<void> => {
  await tx
    .insertInto('assessments')
    .values({ ...place, ...assessment, score: toJson(assessment.score) })
    .execute()
}
