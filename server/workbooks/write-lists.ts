/** The words of drop-downs, each list in a column of a hidden sheet: a list in the cell itself ends at 255 characters. */
import { choicesSheet } from './own-workbook.ts'
import { type OutSheet, quoted, rangeOf, textCell } from './write-sheet.ts'

export interface Lists {
  of(words: readonly string[]): string
  sheet(): OutSheet
}

/** An empty collection of lists. */
export function newLists(): Lists {
  const columns: (readonly string[])[] = []
  return {
    of(words) {
      const known = columns.findIndex((column) => column.join('\n') === words.join('\n'))
      const column = known < 0 ? columns.push(words) - 1 : known
      return `${quoted(choicesSheet)}!${rangeOf({ row: 0, column }, { row: words.length - 1, column }, true)}`
    },
    sheet() {
      const height = columns.reduce((most, { length }) => Math.max(most, length), 1)
      return {
        name: choicesSheet,
        widths: columns.map(() => 20),
        rows: Array.from({ length: height }, (_, row) =>
          columns.map((words) => (row < words.length ? textCell(words[row]!) : null)),
        ),
        hidden: true,
      }
    },
  }
}
