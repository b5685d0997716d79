/** Registers: fields, keys, and facts that their rows can really give. */
import { checkCondition } from '../conditions.ts'
import type { FactDeclaration, FactKind, Field, Frame, Register } from '../pack.ts'
import type { Checker } from './check.ts'
import { excerpt, offer } from './located.ts'

export function checkRegisters(checker: Checker): void {
  const { table } = checker
  const factIds = new Map<string, FactDeclaration>()
  for (const register of table.registers) {
    checkRegister(checker, register)
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

function checkRegister(checker: Checker, register: Register): void {
  const { at } = checker
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
  if (field.blankWhenClosed === 'false' && field.type !== 'flag') {
    at(field, ['blank_when_closed'], {
      code: 'field_type',
      message: `只有是否字段的空白可以当作“否”，“${field.id}”是${field.type}`,
      text: 'false',
      remedy: '写unknown，或者改type为flag',
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

type FactKey = 'over' | 'field' | 'overField' | 'pick' | 'each' | 'atLeast' | 'distinct' | 'unit'

const yamlKey: Record<FactKey, string> = {
  over: 'over',
  field: 'field',
  overField: 'over_field',
  pick: 'pick',
  each: 'each',
  atLeast: 'at_least',
  distinct: 'distinct',
  unit: 'unit',
}

/** What a fact of a kind must and may say; anything else in it would be silently ignored, so it is refused. */
const factKeys: Record<FactKind, { must: FactKey[]; may: FactKey[] }> = {
  count: { must: ['unit'], may: ['field', 'each', 'atLeast', 'distinct'] },
  share: { must: ['over'], may: ['unit', 'field', 'each', 'atLeast', 'distinct'] },
  amount: { must: ['unit', 'field'], may: [] },
  rate: { must: ['field', 'overField'], may: [] },
  date: { must: ['field'], may: ['pick'] },
  dates: { must: ['field'], may: [] },
  flag: { must: [], may: ['field'] },
  set: { must: ['field'], may: [] },
}

const numeric: Field['type'][] = ['number', 'integer', 'amount']
const fieldTypes: Record<FactKind, Field['type'][]> = {
  count: numeric,
  share: numeric,
  amount: numeric,
  rate: numeric,
  date: ['date'],
  dates: ['date'],
  flag: ['flag'],
  set: ['set'],
}

function checkFact(
  checker: Checker,
  register: Register,
  fact: FactDeclaration,
  all: ReadonlyMap<string, FactDeclaration>,
): void {
  const { at } = checker
  const { must, may } = factKeys[fact.kind]
  for (const key of must) {
    if (fact[key] !== undefined) continue
    at(fact, [], {
      code: 'missing_key',
      message: `数据项“${fact.id}”（${fact.kind}）缺少“${yamlKey[key]}”`,
      text: fact.id,
      remedy: `补上“${yamlKey[key]}: …”`,
    })
  }
  for (const key of Object.keys(yamlKey) as FactKey[]) {
    if (fact[key] === undefined || must.includes(key) || may.includes(key)) continue
    at(fact, [yamlKey[key]], {
      code: 'unused_key',
      message: `${fact.kind}类数据项用不到“${yamlKey[key]}”`,
      text: String(fact[key]),
      remedy: `删去；${fact.kind}类可写：${[...must, ...may].map((k) => yamlKey[k]).join('、') || '无'}`,
    })
  }
  for (const key of ['field', 'overField'] as const)
    checkFactField(checker, register, fact, key, fieldTypes[fact.kind])
  checkFactField(checker, register, fact, 'distinct', null)
  checkOver(checker, fact, all)
  checkEach(checker, register, fact, all)
  if (fact.where !== undefined) checkWhere(checker, register, fact, fact.where)
  for (const frame of fact.claims) checkFrameWords(checker, frame)
}

function checkFactField(
  { at }: Checker,
  register: Register,
  fact: FactDeclaration,
  key: 'field' | 'overField' | 'distinct',
  types: Field['type'][] | null,
): void {
  const id = fact[key]
  if (id === undefined) return
  const field = register.fields.find((candidate) => candidate.id === id)
  const fitting = register.fields
    .filter(({ type }) => types === null || types.includes(type))
    .map((f) => f.id)
  if (!field) {
    at(fact, [yamlKey[key]], {
      code: 'unknown_field',
      message: `台账“${register.title}”没有字段“${id}”`,
      text: id,
      remedy: offer(id, fitting, '可用的字段'),
    })
  } else if (types && !types.includes(field.type)) {
    at(fact, [yamlKey[key]], {
      code: 'field_type',
      message: `${fact.kind}类数据项不能取${field.type}类字段“${id}”`,
      text: id,
      remedy: offer(id, fitting, '可用的字段'),
    })
  }
}

function checkOver({ at }: Checker, fact: FactDeclaration, all: ReadonlyMap<string, FactDeclaration>): void {
  if (fact.over === undefined) return
  const counts = [...all.values()].filter(({ kind }) => kind === 'count').map(({ id }) => id)
  const over = all.get(fact.over)
  if (!over) {
    at(fact, ['over'], {
      code: 'unknown_fact',
      message: `没有数据项“${fact.over}”`,
      text: fact.over,
      remedy: offer(fact.over, counts, '可作分母的数据项'),
    })
    return
  }
  if (over.kind !== 'count') {
    at(fact, ['over'], {
      code: 'fact_kind',
      message: `分母要用count类数据项，“${over.id}”是${over.kind}`,
      text: over.id,
      remedy: offer(over.id, counts, '可作分母的数据项'),
    })
  } else if (over.register !== fact.register && fact.each === undefined) {
    at(fact, ['over'], {
      code: 'over_register',
      message: `分母“${over.id}”出自另一个台账“${over.register}”，两边的记录对不上`,
      text: over.id,
      remedy: `写each: ${over.register}，按其中每一条计一次`,
    })
  }
}

function checkEach(
  { table, at }: Checker,
  register: Register,
  fact: FactDeclaration,
  all: ReadonlyMap<string, FactDeclaration>,
): void {
  if (fact.atLeast !== undefined && fact.each === undefined) {
    at(fact, ['at_least'], {
      code: 'unused_key',
      message: 'at_least要和each一起写',
      remedy: '补上each，或者删去at_least',
    })
  }
  if (fact.each === undefined) return
  const targets = register.fields.flatMap(({ type, to }) => (type === 'ref' && to !== undefined ? [to] : []))
  if (!table.registers.some(({ id }) => id === fact.each) || !targets.includes(fact.each)) {
    at(fact, ['each'], {
      code: 'unknown_register',
      message: `台账“${register.title}”没有指向“${fact.each}”的引用字段`,
      text: fact.each,
      remedy: offer(fact.each, targets, '有引用字段的台账'),
    })
    return
  }
  const over = fact.over === undefined ? undefined : all.get(fact.over)
  if (over && over.register !== fact.each) {
    at(fact, ['each'], {
      code: 'over_register',
      message: `分母“${over.id}”数的是台账“${over.register}”，each却按“${fact.each}”计`,
      text: fact.each,
      remedy: `写each: ${over.register}`,
    })
  }
}

function checkWhere({ within }: Checker, register: Register, fact: FactDeclaration, where: string): void {
  for (const problem of checkCondition(where, { kind: 'row', fields: register.fields })) {
    within(fact, ['where'], problem.start, {
      code: 'condition',
      message: problem.message,
      text: excerpt(where.slice(problem.start, problem.end) || where),
      remedy: problem.remedy ?? `字段有：${register.fields.map(({ id }) => id).join('、')}`,
    })
  }
}

/** A name in Latin letters is a class of reading.yaml; words of a report are Chinese. */
const className = /^[a-z][a-z0-9_]*$/

function checkFrameWords({ table, at }: Checker, frame: Frame): void {
  const check = (key: 'count' | 'share' | 'of' | 'with' | 'by', classes: Record<string, string[]>): void => {
    const value = frame[key]
    if (typeof value !== 'string' && !Array.isArray(value)) return
    for (const word of [value].flat(2)) {
      if (!className.test(word) || Object.hasOwn(classes, word)) continue
      at(frame, [key], {
        code: 'unknown_class',
        message: `reading.yaml里没有词类“${word}”`,
        text: word,
        remedy: offer(word, Object.keys(classes), '词类有'),
      })
    }
  }
  const { words, bodies, counters } = table.reading
  check('count', counters)
  check('share', counters)
  check('of', words)
  check('with', words)
  check('by', bodies)
}
