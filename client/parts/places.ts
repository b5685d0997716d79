/** Addresses of the pages; the only place that writes them. */
import type { CountyPlace, Place } from '../api.ts'

const seg = encodeURIComponent

/** The county's comparison. */
export const countyHref = (at: CountyPlace, page: '' | 'matrix' | 'gaps' | 'imports' = ''): string =>
  `/c/${seg(at.county)}/${seg(at.year)}${page === '' ? '' : `/${page}`}`

export type TownshipPage = '' | 'items' | 'registers' | 'facts' | 'report' | 'gaps' | 'imports'

/** A page of a township. */
export const townshipHref = (at: Place, page: TownshipPage = '', id?: string): string =>
  `${countyHref(at)}/townships/${seg(at.township)}${page === '' ? '' : `/${page}`}${id === undefined ? '' : `/${seg(id)}`}`

/** Id of a fact's entry on the item's page. */
export const factAnchor = (fact: string): string => `fact-${fact}`

/** The item's page at one of its facts. */
export const factHref = (at: Place, item: string, fact: string): string =>
  `${townshipHref(at, 'items', item)}#${factAnchor(fact)}`
