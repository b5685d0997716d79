/** What an import settles about the forms of its sheets. */
import type { ImportChoices, ImportPlan } from './plan-import.ts'
import type { RememberedForm } from './plan-sheet.ts'

/** What was settled about each form of a workbook. */
export const formsOf = (plan: ImportPlan, choices: ImportChoices['sheets']): [string, RememberedForm][] =>
  plan.sheets.flatMap(({ sheet, form, register, columns, status, words }) =>
    form === null || register === null || status !== 'ready'
      ? []
      : [
          [
            form,
            {
              register: register.id,
              mapping: Object.fromEntries(columns.map(({ column, field }) => [String(column), field])),
              words: { ...words, ...choices[sheet]?.words },
            },
          ],
        ],
  )
