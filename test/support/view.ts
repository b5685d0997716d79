/** An assessment as pages and commands are given it, where what it was made from is not the point. */
import type { Assessment } from '../../rules/assessment.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import type { AssessResult } from '../../rules/result.ts'

const noInputs = {
  packHash: '',
  packWhy: '',
  engine: '',
  holidaysHash: '',
  evidenceHash: '',
  township: null,
  document: null,
  claims: [],
}

export const viewOf = (
  result: AssessResult,
  inputs: Partial<Parameters<typeof viewAssessment>[1]> = {},
): Assessment => viewAssessment(result, { ...noInputs, ...inputs })
