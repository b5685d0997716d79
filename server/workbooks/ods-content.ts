/** What the spreadsheet library leaves out of an OpenDocument sheet: grouped rows, and what is not shown. */
import type { Grid } from './grid.ts'

/** Elements that only hold rows together: repeated when printed, folded, or named. */
const grouping = /<\/?table:table-(?:header-rows|row-group|rows)\b[^>]*>/g

/** The content with every row directly below its table, where the library looks for rows. */
export const withRowsUngrouped = (content: string): string => content.replace(grouping, '')

/** The sheets with what the content says is hidden, in the order of both. */
export function withHidden(grids: readonly Grid[], content: string): Grid[] {
  const hiddenStyles = new Set(
    [...content.matchAll(/<style:style [^>]*style:family="table"[^>]*>.*?<\/style:style>/gs)]
      .filter(([style]) => /table:display="false"/.test(style))
      .flatMap(([style]) => attribute(style, 'style:name') ?? []),
  )
  const tables = content.split(/(?=<table:table )/).slice(1)
  return grids.map((grid, index) => {
    const table = tables[index] ?? ''
    const style = attribute(table.slice(0, table.indexOf('>')), 'table:style-name')
    return {
      ...grid,
      hidden: style !== null && hiddenStyles.has(style),
      hiddenRows: hiddenRows(table, grid.rows.length),
    }
  })
}

const attribute = (element: string, name: string): string | null =>
  element.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? null

function hiddenRows(table: string, height: number): number[] {
  const hidden: number[] = []
  let row = 0
  for (const [element] of table.matchAll(/<table:table-row\b[^>]*>/g)) {
    if (row >= height) break
    const next = row + Math.max(1, Number(attribute(element, 'table:number-rows-repeated') ?? 1))
    if (/table:visibility="(?:collapse|filter)"/.test(element))
      for (let at = row; at < Math.min(next, height); at++) hidden.push(at)
    row = next
  }
  return hidden
}
