/** An expression over cells as a spreadsheet's formula. */
import type { Cell, Expression, Test } from '../../rules/formulas/expression.ts'
import { isExactDecimal, type Rational, toDecimal } from '../../rules/rational.ts'

/** How a cell is called in formulas. */
export type Address = (cell: Cell) => string

/** What a cell holds of a deed that was not done. */
export const undoneWord = '未办理'
/** What a cell holds of a condition: 是, 否, 未定. */
export const flagWord = (value: boolean | null): string => (value === null ? '未定' : value ? '是' : '否')

const numberText = (value: Rational): string =>
  isExactDecimal(value, 12) ? toDecimal(value, 12) : `(${value.n}/${value.d})`

/** A formula without its sign. */
export function formulaText(expression: Expression, address: Address): string {
  const spell = (part: Expression): string => formulaText(part, address)
  switch (expression.op) {
    case 'number':
      return numberText(expression.value)
    case 'day': {
      const [year = '', month = '', day = ''] = expression.value.split('-')
      return `DATE(${year},${Number(month)},${Number(day)})`
    }
    case 'cell':
      return address(expression.cell)
    case '+':
    case '-':
    case '*':
    case '/':
      return `(${expression.of.map(spell).join(expression.op)})`
    case 'min':
    case 'max':
      return `${expression.op.toUpperCase()}(${expression.of.map(spell).join(',')})`
    // A double may lie a hair beside the whole number that it stands for.
    case 'floor':
      return `ROUNDDOWN(ROUND(${spell(expression.of[0])},9),0)`
    case 'ceil':
      return `ROUNDUP(ROUND(${spell(expression.of[0])},9),0)`
    case 'if':
      return `IF(${testText(expression.test, address)},${spell(expression.then)},${spell(expression.otherwise)})`
  }
}

function testText(test: Test, address: Address): string {
  switch (test.op) {
    case 'and':
    case 'or':
      return test.of.length === 0
        ? test.op === 'and'
          ? 'TRUE'
          : 'FALSE'
        : `${test.op.toUpperCase()}(${test.of.map((part) => testText(part, address)).join(',')})`
    case 'not':
      return `NOT(${testText(test.of[0], address)})`
    case 'is':
      return `${address(test.cell)}="${flagWord(test.value)}"`
    case 'undone':
      return `${address(test.cell)}="${undoneWord}"`
    default:
      return test.of.map((side) => comparable(side, address)).join(test.op)
  }
}

const comparable = (side: Expression, address: Address): string => {
  const text = formulaText(side, address)
  return 'of' in side || side.op === 'if' ? `ROUND(${text},9)` : text
}
