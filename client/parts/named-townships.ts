/** Which townships a report names as its own: its organisation, its title, and what stands in brackets in the title. */
import type { DocumentView } from '../../rules/assessment.ts'
import { findPlace } from '../../rules/reading/kind.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'

const bracketed = /[（(【〔]([^（）()【】〔〕]+)[）)】〕]/g

/** Townships named there that are not this one. */
export const otherTownships = (
  { organisation, title }: Pick<DocumentView, 'organisation' | 'title'>,
  own: string,
): string[] => {
  const heading = title ?? ''
  const named = [
    organisation,
    findPlace(heading.normalize('NFKC')),
    ...[...heading.matchAll(bracketed)].map(([, inside]) => findPlace(inside ?? '')),
  ].filter((name) => name !== null && kindOfName(name) !== null)
  return [...new Set(named)].filter((name): name is string => name !== null && !sameTownship(name, own))
}
