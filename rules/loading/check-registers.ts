/** Registers: fields that hold together, keys that tell rows apart. */

import { isStretch, stretches } from '../burden.ts'
import { checkCondition } from '../conditions.ts'
import type { FactDeclaration, Field, Register } from '../pack.ts'
import type { Checker } from './check.ts'
import { checkFact } from './check-facts.ts'
import { offer } from './located.ts'

export function checkRegisters(checker: Checker): void {
  const { table } = checker
  const factIds = new Map<string, FactDeclaration>()
  for (const register of table.registers) {
    checkRegister(checker, register)
    checkExpected(checker, register)
    for (const fact of register.facts) {
      const earlier = factIds.get(fact.id)
      if (earlier) {
        checker.at(fact, [], {
          code: 'duplicate_id',
          message: `数据项“${fact.id}”已经在台账“${earlier.register}”里声明`,
          text: fact.id,
          remedy: '换一个名称，或者只保留一处',
        })
      } else factIds.set(fact.id, fact)
    }
  }
  for (const register of table.registers) {
    for (const fact of register.facts) checkFact(checker, register, fact, factIds)
  }
}

/** Rows are expected in stretches of the year, or for each row of a register that has a number of its own. */
function checkExpected({ table, at }: Checker, { expected, title }: Register): void {
  if (expected === undefined || isStretch(expected.per)) return
  const counted = table.registers
    .filter((other) => other.expected && isStretch(other.expected.per))
    .map(({ id }) => id)
  if (counted.includes(expected.per)) return
  at(expected, ['per'], {
    code: 'unknown_register',
    message: `台账“${title}”的条数按“${expected.per}”估计，它不是一段时间，也不是按时间估计条数的台账`,
    text: expected.per,
    remedy: offer(expected.per, [...Object.keys(stretches), ...counted]),
  })
}

function checkRegister(checker: Checker, register: Register): void {
  const { at, within } = checker
  const fieldIds = register.fields.map(({ id }) => id)
  const unknownField = (path: (string | number)[], id: string): void =>
    at(register, path, {
      code: 'unknown_field',
      message: `台账“${register.title}”没有字段“${id}”`,
      text: id,
      remedy: offer(id, fieldIds, '字段有'),
    })
  for (const [i, id] of register.key.entries()) if (!fieldIds.includes(id)) unknownField(['key', i], id)
  if (register.key.length === 0 && register.oneRow === undefined) {
    at(register, [], {
      code: 'key_missing',
      message: `台账“${register.title}”没有写key，无法分辨两条记录是否重复`,
      remedy: '写key: [字段, …]；一年只有一条的写one_row: year',
    })
  }
  if (register.yearBy !== undefined) {
    const field = register.fields.find(({ id }) => id === register.yearBy)
    if (!field) unknownField(['year_by'], register.yearBy)
    else if (field.type !== 'date') {
      at(register, ['year_by'], {
        code: 'field_type',
        message: `year_by要用日期字段，“${field.id}”不是`,
        text: field.id,
        remedy: offer(
          field.id,
          register.fields.filter(({ type }) => type === 'date').map(({ id }) => id),
          '日期字段有',
        ),
      })
    }
  }
  if (register.oneRow === undefined && !register.fields.some(({ namesRow }) => namesRow)) {
    at(register, ['fields'], {
      code: 'names_row_missing',
      message: `台账“${register.title}”没有指明用哪个字段称呼一条记录，差距就写不出名称`,
      remedy: '给一个字段写names_row: true',
    })
  }
  if (register.keeper === 'county' && register.keeperUnit === undefined) {
    at(register, ['keeper'], {
      code: 'keeper_unit_missing',
      message: `台账“${register.title}”由县级部门登记，却没有写是哪个部门`,
      remedy: '补上keeper_unit',
    })
  }
  for (const check of register.checks) {
    for (const problem of checkCondition(check.rule, { kind: 'row', fields: register.fields })) {
      within(check, ['rule'], problem.start, {
        code: 'condition',
        message: `核对条件：${problem.message}`,
        text: check.rule,
        ...(problem.remedy ? { remedy: problem.remedy } : {}),
      })
    }
  }
  const labels = new Map<string, string>()
  for (const field of register.fields) {
    checkField(checker, register, field)
    const earlier = labels.get(field.label)
    if (earlier !== undefined) {
      at(field, ['label'], {
        code: 'duplicate_label',
        message: `字段“${field.id}”和“${earlier}”都叫“${field.label}”`,
        text: field.label,
        remedy: '换一个名称；导入时要按名称分辨',
      })
    }
    labels.set(field.label, field.id)
  }
}

function checkField({ table, at }: Checker, register: Register, field: Field): void {
  const listed = field.type === 'choice' || field.type === 'set'
  if (listed && field.of === undefined) {
    at(field, [], {
      code: 'choices_missing',
      message: `字段“${field.id}”没有列出可选的值`,
      remedy: '写of: [甲, 乙]',
    })
  }
  if (!listed && field.of !== undefined) {
    at(field, ['of'], {
      code: 'field_type',
      message: `字段“${field.id}”不是选择项，不能写of`,
      remedy: '改type为choice或者set',
    })
  }
  if (field.type === 'ref') {
    const target = table.registers.find(({ id }) => id === field.to)
    if (!target) {
      at(field, ['to'], {
        code: 'unknown_register',
        message: field.to === undefined ? `字段“${field.id}”没有写指向哪个台账` : `没有台账“${field.to}”`,
        text: field.to ?? field.id,
        remedy: offer(
          field.to ?? '',
          table.registers.map(({ id }) => id),
          '台账有',
        ),
      })
    }
  } else if (field.to !== undefined) {
    at(field, ['to'], {
      code: 'field_type',
      message: `字段“${field.id}”不是引用，不能写to`,
      remedy: '改type为ref',
    })
  }
  if (field.blankWhenClosed === 'never' && field.type !== 'date') {
    at(field, ['blank_when_closed'], {
      code: 'field_type',
      message: `只有日期字段的空白可以当作“从未”，“${field.id}”是${field.type}`,
      text: 'never',
      remedy: '写unknown，或者改type为date',
    })
  }
  if (field.blankWhenClosed === 'false' && field.type !== 'flag' && field.type !== 'set') {
    at(field, ['blank_when_closed'], {
      code: 'field_type',
      message: `只有是否、多选字段的空白可以当作“否”“没有”，“${field.id}”是${field.type}`,
      text: 'false',
      remedy: '写unknown，或者改type为flag、set',
    })
  }
  if (register.oneRow !== undefined && field.type === 'ref' && field.required && field.to === register.id) {
    at(field, ['to'], {
      code: 'self_reference',
      message: `字段“${field.id}”必填且指向自己的台账，第一条记录无法登记`,
      remedy: '去掉required',
    })
  }
}
