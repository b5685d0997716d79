/** Checks frames by their own examples: what each must read and skip, and that none steals another's. */
import type { ClaimValue, FactDeclaration, Frame, PackTable } from '../pack.ts'
import { bodyClaims, type Draft, headerClaims } from './claims.ts'
import { sentenceOutline } from './document.ts'
import {
  type CompiledFrame,
  type CompiledReading,
  compileReading,
  fits,
  groupsOf,
  takesOf,
} from './frames.ts'
import { spellingsOf } from './labels.ts'
import { percentToRate } from './numerals.ts'
import { compileSay, optionalTexts } from './say.ts'
import { statusText } from './status.ts'
import { type Finding, studyBody } from './study.ts'
import { normalise } from './text.ts'

/** A fault of a frame, placed by register, fact and frame; the loader finds the line. */
export interface FrameProblem {
  severity: 'error' | 'warning'
  code: string
  register: string
  fact: string
  /** Index in the fact's `claims`. */
  frame: number
  /** Where in the register file. */
  path: (string | number)[]
  text?: string
  message: string
  remedy?: string
}

/** Examples are read as sentences of a report for this year. */
export const exampleYear = 2025

const spellValue = (value: ClaimValue): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

/** `95%` in an example is the rate 0.95, a one-element list the element. */
const canonical = (value: ClaimValue): string => {
  if (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value)) {
    const rate = percentToRate(value.slice(0, -1))
    return rate === '1' ? 'all' : JSON.stringify({ rate })
  }
  if (typeof value === 'object' && !Array.isArray(value) && 'rate' in value && value.rate === '1')
    return 'all'
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

interface Example {
  drafts: Draft[]
  findings: Finding[]
}

const readExample = (text: string, reading: CompiledReading): Example => {
  const shape = sentenceOutline(text, exampleYear)
  const header = headerClaims(shape, reading)
  if (shape.header.length > 0) return { drafts: header, findings: [] }
  const findings = studyBody(shape, reading, true)
  return { drafts: bodyClaims(shape.normal, findings), findings }
}

/** Why the frame did not take anything in the example. */
const hindrance = (frame: CompiledFrame, example: Example): string => {
  const { findings } = example
  if (findings.length === 0) return '例句中没有可以识别的数量'
  for (const finding of findings) {
    const match = finding.matches.find((each) => each.frame === frame)
    if (match && finding.status !== 'result') return `该句被判定为：${statusText[finding.status]}`
    const taken = example.drafts.find(
      (draft) => draft.finding === finding && draft.frame !== null && draft.frame !== frame,
    )
    if (match && taken) return `该数量被“${taken.frame!.fact.title}”（${taken.fact}）取走`
  }
  const misses = findings.flatMap((finding) => finding.misses.filter((miss) => miss.frame === frame))
  const miss = misses.sort((a, b) => b.met - a.met)[0]
  return miss ? miss.lacked : '没有与之相配的数量'
}

const unknownName = /^[A-Za-z][A-Za-z0-9_]*$/

/** Names of classes that do not exist, patterns that cannot be read, kinds that do not fit. */
const checkForm = (fact: FactDeclaration, frame: Frame, table: PackTable, facts: ReadonlySet<string>) => {
  const faults: { key: string; code: string; text?: string; message: string; remedy?: string }[] = []
  const takes = takesOf(frame)
  if (takes === null) {
    faults.push({
      key: '',
      code: 'frame_takes_nothing',
      message: '没有写明读取哪一种数量',
      remedy: '写 count、share、rate、date、dates、money、flag、header、section 之一',
    })
    return faults
  }
  if (!fits[takes].includes(fact.kind)) {
    faults.push({
      key: takes,
      code: 'frame_wrong_kind',
      message: `${takes} 不能用于 ${fact.kind} 类的数据项`,
      remedy: `${takes} 可用于：${fits[takes].join('、')}`,
    })
  }
  const classes = (
    names: readonly string[],
    known: Record<string, string[]>,
    key: string,
    what: string,
  ): void => {
    for (const name of names) {
      if (!unknownName.test(name) || Object.hasOwn(known, name)) continue
      const choices = Object.keys(known).join('、') || '（无）'
      faults.push({
        key,
        code: 'frame_unknown_name',
        text: name,
        message: `没有名为 ${name} 的${what}`,
        remedy: `reading.yaml 中可选：${choices}`,
      })
    }
  }
  const { words, bodies, counters } = table.reading
  classes(groupsOf(frame.of).flat(), words, 'of', '词类')
  classes(groupsOf(frame.with).flat(), words, 'with', '词类')
  classes(frame.not ?? [], words, 'not', '词类')
  for (const key of ['count', 'share'] as const) {
    const declared = frame[key]
    if (declared !== undefined && declared !== true) classes([declared].flat(), counters, key, '量词类')
  }
  for (const name of [frame.by ?? []].flat()) {
    if (Object.hasOwn(bodies, name)) continue
    const choices = Object.keys(bodies).join('、') || '（无）'
    faults.push({
      key: 'by',
      code: 'frame_unknown_name',
      text: name,
      message: `没有名为 ${name} 的主体`,
      remedy: `reading.yaml 中可选：${choices}`,
    })
  }
  for (const id of frame.also ?? []) {
    if (!facts.has(id))
      faults.push({ key: 'also', code: 'frame_unknown_fact', text: id, message: `没有数据项 ${id}` })
  }
  for (const label of [frame.label ?? []].flat()) {
    if (spellingsOf(normalise(label))) continue
    faults.push({
      key: 'label',
      code: 'frame_bad_label',
      text: label,
      message: '名称写得不对：括号要成对，写法不能太多',
      remedy: '文字照写，( | ) 任选其一，[ ] 可有可无',
    })
  }
  const examples = Object.keys(frame.reads).map(normalise)
  for (const pattern of [frame.say ?? []].flat()) {
    if (!compileSay(normalise(pattern))) {
      faults.push({
        key: 'say',
        code: 'frame_bad_pattern',
        text: pattern,
        message: '固定句式写得不对：括号要成对，{n} 恰好一个',
        remedy: '文字照写，( | ) 任选其一，[ ] 可有可无，… 为短间隔，{n} 为数量',
      })
      continue
    }
    for (const content of optionalTexts(normalise(pattern))) {
      const letters = [...content]
      const asClass =
        letters.length > 1 && !content.includes('|') && !examples.some((text) => text.includes(content))
      if (!asClass || !letters.some((letter) => examples.some((text) => text.includes(letter)))) continue
      faults.push({
        key: 'say',
        code: 'frame_character_class',
        text: `[${content}]`,
        message: `[${content}] 表示“${content}”整体可有可无，不是任选一字`,
        remedy: `任选一字写 (${letters.join('|')})`,
      })
    }
  }
  const quantityKind = takes !== 'header' && takes !== 'section'
  if (
    quantityKind &&
    groupsOf(frame.of).length === 0 &&
    frame.say === undefined &&
    frame.label === undefined
  ) {
    faults.push({
      key: 'of',
      code: 'frame_without_object',
      message: '没有写明对象（of）、固定句式（say）或者名称（label）',
    })
  }
  if (takes !== 'section' && Object.keys(frame.reads).length === 0) {
    faults.push({
      key: 'reads',
      code: 'frame_without_example',
      message: '没有例句（reads），无法检验',
      remedy: '至少写一句应当读出的话',
    })
  }
  return faults
}

/** Every frame against every example of the pack; an empty list when all hold. */
export const checkFrames = (table: PackTable): FrameProblem[] => {
  const problems: FrameProblem[] = []
  const facts = new Set(table.registers.flatMap((register) => register.facts.map((fact) => fact.id)))
  for (const register of table.registers) {
    for (const fact of register.facts) {
      fact.claims.forEach((frame, index) => {
        for (const { key, ...fault } of checkForm(fact, frame, table, facts)) {
          const path = ['facts', fact.id, 'claims', index, ...(key === '' ? [] : [key])]
          problems.push({
            severity: 'error',
            register: register.id,
            fact: fact.id,
            frame: index,
            path,
            ...fault,
          })
        }
      })
    }
  }
  if (problems.length > 0) return problems
  const reading = compileReading(table)
  for (const frame of reading.frames) problems.push(...checkExamples(frame, reading))
  return problems
}

const checkExamples = (compiled: CompiledFrame, reading: CompiledReading): FrameProblem[] => {
  const problems: FrameProblem[] = []
  const { fact, frame, index, register } = compiled
  const report = (
    code: string,
    at: (string | number)[],
    text: string,
    message: string,
    remedy?: string,
  ): void => {
    const path = ['facts', fact.id, 'claims', index, ...at]
    problems.push({
      severity: 'error',
      code,
      register,
      fact: fact.id,
      frame: index,
      path,
      text,
      message,
      ...(remedy ? { remedy } : {}),
    })
  }
  let reached = compiled.takes === 'section'
  for (const [text, value] of Object.entries(frame.reads)) {
    const example = readExample(text, reading)
    const own = example.drafts.filter((draft) => draft.fact === fact.id)
    const right = own.filter((draft) => canonical(draft.value) === canonical(value))
    if (right.some((draft) => draft.frame === compiled || draft.added?.includes(compiled))) reached = true
    // What stands under a label alone may be read by a fuller frame too: either of them is good.
    const byLabel = compiled.names.size > 0 || right.some((draft) => (draft.frame?.names.size ?? 0) > 0)
    if (byLabel && example.findings.some(({ matches }) => matches.some(({ frame }) => frame === compiled)))
      reached = true
    if (right.length === 0) {
      const read = own.map((draft) => spellValue(draft.value)).join('、')
      const message =
        read === ''
          ? `例句没有读出：${hindrance(compiled, example)}`
          : `例句应读出 ${spellValue(value)}，读出的是 ${read}`
      report('frame_example_not_read', ['reads', text], text, message)
    }
    for (const draft of example.drafts) {
      if (draft.frame === null || draft.fact === fact.id) continue
      const same = right.find((each) => each.finding !== null && each.finding === draft.finding)
      if (same || right.length > 0) continue
      report(
        'frame_example_stolen',
        ['reads', text],
        text,
        `例句被“${draft.frame.fact.title}”（${draft.fact}）读走`,
        `给 ${draft.fact} 加 not，或者给本项加更具体的词`,
      )
    }
  }
  for (const [at, text] of frame.skips.entries()) {
    const wrong = readExample(text, reading).drafts.find((draft) => draft.fact === fact.id)
    if (wrong)
      report(
        'frame_example_not_skipped',
        ['skips', at],
        text,
        `不应读出的句子读出了 ${spellValue(wrong.value)}`,
      )
  }
  if (!reached && problems.length === 0) {
    report(
      'frame_unreached',
      [],
      fact.title,
      '没有一个例句由这一条读出',
      '补一句只有这一条能读的例句，或者删去这一条',
    )
  }
  return problems
}
