/** What is stored of townships → what their papers are made of. */
import { listTownships, type Township } from '../../db/townships.ts'
import { type AssessDeps, viewTownship } from '../assessments.ts'
import { today } from '../clock.ts'
import { findReport } from '../documents.ts'
import { readStored } from '../memory.ts'
import { type OpenCounty, placeIn } from '../places.ts'
import { scoreStored } from '../scores.ts'
import { namedCounty } from '../set-up.ts'
import type { PaperInput } from './papers.ts'

/** Of the townships given, else of all of the county, one after the other. */
export async function* paperInputs(
  deps: AssessDeps,
  open: OpenCounty,
  { townships, sources = false }: { townships?: readonly Township[]; sources?: boolean } = {},
): AsyncGenerator<PaperInput> {
  for (const township of townships ?? (await listTownships(deps.db, open.county.id, open.year))) {
    const place = placeIn(open, township)
    const stored = await readStored(deps.db, place.place)
    const document = await findReport(deps.db, place, stored)
    const { result } = scoreStored(deps.db, place, stored, today(deps.now()))
    const { assessment } = await viewTownship(deps, place)
    yield {
      result,
      assessment,
      document: document?.kind === 'township_report' ? document : null,
      county: namedCounty(open.county),
      sources,
    }
  }
}
