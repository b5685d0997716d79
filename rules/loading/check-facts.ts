/** Facts that the rows of their register can really give. */
import { checkCondition } from '../conditions.ts'
import type { FactDeclaration, FactKind, Field, Frame, Register, RowPick } from '../pack.ts'
import type { Checker } from './check.ts'
import { excerpt, offer } from './located.ts'

type FactKey =
  | 'from'
  | 'to'
  | 'in'
  | 'over'
  | 'field'
  | 'overField'
  | 'pick'
  | 'each'
  | 'atLeast'
  | 'distinct'
  | 'unit'

const yamlKey: Record<FactKey, string> = {
  over: 'over',
  field: 'field',
  overField: 'over_field',
  pick: 'pick',
  each: 'each',
  atLeast: 'at_least',
  distinct: 'distinct',
  unit: 'unit',
  from: 'from',
  to: 'to',
  in: 'in',
}

/** What a fact of a kind must and may say; anything else in it would be silently ignored, so it is refused. */
const factKeys: Record<FactKind, { must: FactKey[]; may: FactKey[] }> = {
  count: { must: ['unit'], may: ['field', 'each', 'atLeast', 'distinct'] },
  share: { must: ['over'], may: ['unit', 'field', 'each', 'atLeast', 'distinct'] },
  amount: { must: ['unit', 'field'], may: [] },
  elapsed: { must: ['from', 'to', 'in'], may: ['pick', 'unit'] },
  rate: { must: ['field', 'overField'], may: [] },
  date: { must: ['field'], may: ['pick'] },
  dates: { must: ['field'], may: [] },
  flag: { must: [], may: ['field'] },
  set: { must: ['field'], may: [] },
  choice: { must: ['field'], may: ['pick'] },
  events: { must: [], may: ['unit'] },
}

const numeric: Field['type'][] = ['number', 'integer', 'amount']
const fieldTypes: Record<FactKind, Field['type'][]> = {
  count: numeric,
  share: numeric,
  amount: numeric,
  elapsed: ['date'],
  rate: numeric,
  date: ['date'],
  dates: ['date'],
  flag: ['flag'],
  set: ['set'],
  choice: ['choice'],
  events: [],
}

/** Everything wrong with one fact of a register. */
export function checkFact(
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
  for (const key of ['field', 'overField', 'from', 'to'] as const)
    checkFactField(checker, register, fact, key, fieldTypes[fact.kind])
  checkFactField(checker, register, fact, 'distinct', null)
  checkPick(checker, register, fact)
  checkOver(checker, fact, all)
  checkEach(checker, register, fact, all)
  if (fact.where !== undefined) checkWhere(checker, register, fact, fact.where)
  for (const frame of fact.claims) checkFrameWords(checker, frame)
}

const picksOf: Partial<Record<FactKind, RowPick[]>> = {
  date: ['earliest', 'latest'],
  choice: ['highest'],
  elapsed: ['longest', 'shortest', 'mean'],
}

/** Days have an earliest and a latest, levels a highest, lengths a longest; of several lengths none speaks by itself. */
function checkPick({ at }: Checker, register: Register, fact: FactDeclaration): void {
  const { kind, field, pick } = fact
  const picks = picksOf[kind]
  if (!picks) return
  if (pick === undefined) {
    if (kind !== 'elapsed' || register.oneRow !== undefined) return
    const message = `台账“${register.title}”有多条记录，“${fact.title}”没有写取哪一条`
    at(fact, [], {
      code: 'missing_key',
      message,
      text: fact.id,
      remedy: 'pick写longest（最长）、shortest（最短）或者mean（平均）',
    })
    return
  }
  const ordered = register.fields.some((one) => one.id === field && one.ordered === true)
  const fits = picks.includes(pick)
  if (fits && (kind !== 'choice' || ordered)) return
  at(fact, ['pick'], {
    code: 'bad_choice',
    message: fits ? `“${field}”没有高低` : `${kind}类数据项不能取${pick}`,
    text: pick,
    remedy: fits ? '字段写of: levels.名称，级别在pack.yaml的levels里从高到低写' : `可选：${picks.join('、')}`,
  })
}

function checkFactField(
  { at }: Checker,
  register: Register,
  fact: FactDeclaration,
  key: 'field' | 'overField' | 'from' | 'to' | 'distinct',
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
