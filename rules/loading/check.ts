/** What only the whole table shows: names that lead nowhere, conditions, parameters, sentences. */
import { checkCondition } from '../conditions.ts'
import { declaredFacts, factScope } from '../functions/function.ts'
import { checkSources } from '../functions/sources.ts'
import { lintErrors, lintSupply, lintTownships, lintWarnings } from '../lint.ts'
import type { Finding } from '../lint-look.ts'
import type { Grade, Group, PackTable, Quota, TownshipKind, Veto } from '../pack.ts'
import { checkFrames } from '../reading/index.ts'
import { checkBranches } from './check-branches.ts'
import { checkItems } from './check-items.ts'
import { checkMatters } from './check-matters.ts'
import { checkRegisters } from './check-registers.ts'
import { sentenceFaults } from './check-sentences.ts'
import {
  type Complaint,
  complain,
  type LocatedNode,
  type Notebook,
  nodeAt,
  offer,
  type Place,
  wording,
} from './located.ts'

/** Writes problems of a table's objects down where they were written. */
export interface Checker {
  table: PackTable
  at(owner: object, path: readonly (string | number)[], complaint: Complaint): void
  /** What stands at a place, as its author wrote it. */
  asWritten(owner: object, path: readonly (string | number)[]): string
  /** Of characters inside a written text: the column is theirs when the text stands on one line. */
  within(owner: object, path: readonly (string | number)[], start: number, complaint: Complaint): void
}

function checkerOf(table: PackTable, book: Notebook): Checker {
  const fallback: Place = { file: `${table.id}/pack.yaml`, line: 1, column: 1 }
  return {
    table,
    at(owner, path, complaint) {
      complain(book, nodeAt(book, owner, ...path) ?? fallback, complaint)
    },
    asWritten(owner, path) {
      const node = nodeAt(book, owner, ...path)
      return node ? wording(node) : ''
    },
    within(owner, path, start, complaint) {
      const node = nodeAt(book, owner, ...path)
      complain(book, node ? inside(node, start) : fallback, complaint)
    },
  }
}

export function checkTable(table: PackTable, book: Notebook): void {
  const checker = checkerOf(table, book)
  checkPack(checker)
  checkBranches(checker)
  checkRegisters(checker)
  checkItems(checker)
  checkMatters(checker)
  tellOf(lintErrors(table), checker)
  // Which facts a function reads is sure only where its parameters are.
  if (!book.problems.some(({ severity }) => severity === 'error')) tellOf(lintSupply(table), checker)
}

/** What an author should look at before the table is issued, `kinds` being the townships it is tried on. */
export function checkForIssue(table: PackTable, kinds: readonly TownshipKind[], book: Notebook): void {
  tellOf([...lintWarnings(table), ...lintTownships(table, kinds)], checkerOf(table, book))
}

function tellOf(findings: readonly Finding[], { at }: Checker): void {
  for (const { severity, owner, path, ...finding } of findings)
    at(owner, path, { ...finding, ...(severity === 'warning' ? { severity } : {}) })
}

/** How frames read the examples they promise to read; told only of a table without other errors. */
export function checkExamples(table: PackTable, book: Notebook): void {
  const { at } = checkerOf(table, book)
  for (const { severity, register, path, code, message, text, remedy } of checkFrames(table)) {
    const owner = table.registers.find(({ id }) => id === register)
    if (owner)
      at(owner, path, { code, message, text, remedy, ...(severity === 'warning' ? { severity } : {}) })
  }
}

function inside(node: LocatedNode, start: number): Place {
  const oneLine = node.kind === 'scalar' && !node.source.includes('\n') && !node.folded
  const shift = oneLine ? start + (node.quoted ? 1 : 0) : 0
  return { file: node.file, line: node.line, column: node.column + shift }
}

function checkGradeName(
  { table, at }: Pick<Checker, 'table' | 'at'>,
  owner: Veto | Quota,
  grade: string,
): void {
  const names = table.grades.map(({ title }) => title)
  if (names.includes(grade)) return
  at(owner, ['grade'], {
    code: 'unknown_grade',
    message: `没有等次“${grade}”`,
    text: grade,
    remedy: offer(grade, names, '等次有'),
  })
}

/** Grade lines from high to low, without a gap at the end. */
function checkLines({ at }: Pick<Checker, 'at'>, grades: readonly Grade[]): void {
  for (const [i, grade] of grades.entries()) {
    const above = grades[i - 1]
    if (above && Number(above.from) <= Number(grade.from)) {
      at(grade, ['from'], {
        code: 'grades_overlap',
        message: `等次“${grade.title}”的分数线${grade.from}不低于上一等次的${above.from}`,
        text: grade.from,
        remedy: '从高到低写各等次的分数线',
      })
    }
  }
  const last = grades.at(-1)
  if (last?.baseAtLeast !== undefined) {
    at(last, ['base_at_least'], {
      code: 'grades_base',
      message: `最低一等次“${last.title}”写了base_at_least，基础分不到的没有等次`,
      text: last.baseAtLeast,
      remedy: '写在它上面的等次，如合格',
    })
  }
  if (last && Number(last.from) !== 0) {
    at(last, ['from'], {
      code: 'grades_gap',
      message: `低于${last.from}分的没有等次`,
      text: last.from,
      remedy: '最低一等次写from: 0',
    })
  }
}

/** A group may have its own lines, never its own names: red lines and vetoes speak of the table's. */
function checkGroupGrades({ table, at }: Pick<Checker, 'table' | 'at'>, group: Group): void {
  if (!group.grades) return
  checkLines({ at }, group.grades)
  const names = table.grades.map(({ title }) => title)
  if (group.grades.map(({ title }) => title).join('、') === names.join('、')) return
  at(group, ['grades'], {
    code: 'group_grades',
    message: `“${group.title}”的等次与全表的等次名称不同`,
    remedy: `各组只能另写分数线，等次名称写${names.join('、')}`,
  })
}

/** Quotas and tie-breakers name grades and dimensions that exist. */
function checkComparison({ table, at }: Pick<Checker, 'table' | 'at'>): void {
  for (const quota of table.quotas ?? []) checkGradeName({ table, at }, quota, quota.grade)
  const dimensions = table.dimensions.map(({ id }) => id)
  for (const breaker of table.tieBreakers ?? []) {
    if (breaker.by !== 'dimension' || dimensions.includes(breaker.dimension)) continue
    at(breaker, ['dimension'], {
      code: 'unknown_dimension',
      message: `没有一级指标“${breaker.dimension}”`,
      text: breaker.dimension,
      remedy: offer(breaker.dimension, dimensions, '一级指标有'),
    })
  }
}

/** What a gap without evidence may call itself by: the title of its item. */
const missingNames = ['name']

function checkPack({ table, at, within }: Checker): void {
  for (const { start, ...fault } of sentenceFaults(table.missing, missingNames)) {
    within(table, ['missing'], start, { code: 'sentence', ...fault })
  }
  const declared = declaredFacts(table.registers)
  const scope = factScope(declared)
  for (const veto of table.vetoes) {
    for (const problem of checkCondition(veto.when, scope)) {
      within(veto, ['when'], problem.start, {
        code: 'condition',
        message: problem.message,
        text: veto.when,
        ...(problem.remedy ? { remedy: problem.remedy } : {}),
      })
    }
    if (veto.effect.kind === 'lower_grade' && table.grades.length < 2) {
      at(veto, ['effect'], {
        code: 'grades_missing',
        message: '否决的效果是lower_grade，等次却不足两个，没有可降的',
        remedy: '在grades里写出各等次',
      })
    }
    if (veto.effect.kind === 'cap_grade') checkGradeName({ table, at }, veto, veto.effect.grade)
  }
  for (const { path, ...fault } of checkSources(table.composite ?? [], declared, true))
    if (table.composite) at(table, ['composite', ...path], { code: 'composite', ...fault })
  if (table.issued && table.grades.length === 0) {
    at(table, ['issued'], {
      code: 'grades_missing',
      message: '正式印发的指标体系没有写等次',
      remedy:
        '补上grades，如[{ title: 优秀, from: 90 }, …, { title: 不合格, from: 0 }]；尚未印发的写issued: false',
    })
  }
  checkLines({ at }, table.grades)
  for (const group of table.groups) checkGroupGrades({ table, at }, group)
  checkComparison({ table, at })
  for (const kind of ['乡', '镇', '街道'] as const) {
    const holders = table.groups.filter((group) => group.kinds.includes(kind))
    const second = holders[1]
    if (second) {
      at(second, ['kinds'], {
        code: 'groups_overlap',
        message: `“${kind}”分在了${holders.map(({ title }) => `“${title}”`).join('、')}几个组`,
        text: kind,
        remedy: '每类乡镇只分在一个组',
      })
    }
    if (table.groups.length > 0 && holders.length === 0) {
      at(table.groups[0]!, ['kinds'], {
        code: 'groups_gap',
        message: `“${kind}”不属于任何组`,
        text: kind,
        remedy: '在groups里给它一个组',
      })
    }
  }
}
