import { describe, expect, test } from 'vitest'
import { checkFrames } from '../../../rules/reading/index.ts'
import { fact, sketchFacts, tableOf } from './table.ts'

const faults = (...facts: Parameters<typeof tableOf>[0]) => checkFrames(tableOf(facts))

test('the frames of the sketch hold, each against every example', () => {
  expect(faults(...sketchFacts())).toEqual([])
})

describe('a frame is refused', () => {
  const study = (frame: object) =>
    fact('study.times', 'count', [{ count: 'sessions', of: 'study', ...frame }])

  test('when it does not read its own example, with the reason', () => {
    const [fault] = faults(study({ by: 'centre_group', reads: { 机关学法3次: 3 } }))
    expect(fault).toMatchObject({
      code: 'frame_example_not_read',
      register: 'things',
      fact: 'study.times',
      frame: 0,
    })
    expect(fault!.path).toEqual(['facts', 'study.times', 'claims', 0, 'reads', '机关学法3次'])
    expect(fault!.message).toContain('主体')
  })

  test('when it reads another value', () => {
    const [fault] = faults(study({ reads: { 中心组学法3次: 4 } }))
    expect(fault!.message).toBe('例句应读出 4，读出的是 3')
  })

  test('when status rules its example out', () => {
    const [fault] = faults(study({ reads: { 每年学法不少于4次: 4 } }))
    expect(fault!.message).toContain('制度要求')
  })

  test('when it reads what it should skip', () => {
    const [fault] = faults(study({ reads: { 学法3次: 3 }, skips: ['机关学法6次'] }))
    expect(fault).toMatchObject({ code: 'frame_example_not_skipped', text: '机关学法6次' })
  })

  test('when another fact takes its example', () => {
    const found = faults(
      study({ reads: { 中心组学法3次: 3 } }),
      fact('study.group', 'count', [
        { count: 'sessions', of: 'study', by: 'centre_group', reads: { 中心组学法2次: 2 } },
      ]),
    )
    expect(found.map(({ code, fact: id }) => [code, id])).toContainEqual([
      'frame_example_stolen',
      'study.times',
    ])
  })

  test('when no example reaches it', () => {
    const found = faults(
      fact('study.times', 'count', [
        { count: 'sessions', of: 'study', by: 'centre_group', reads: { 中心组学法3次: 3 } },
        { count: 'sessions', of: 'study', reads: { 中心组学法2次: 2 } },
      ]),
    )
    expect(found.map(({ code, frame }) => [code, frame])).toEqual([['frame_unreached', 1]])
  })

  test('when [ ] is meant as one of several letters', () => {
    const [fault] = faults(
      fact('rate.of', 'rate', [
        { rate: true, say: '合同审查率[达为]{n}', reads: { '合同审查率达98%': '98%' } },
      ]),
    )
    expect(fault).toMatchObject({
      code: 'frame_character_class',
      text: '[达为]',
      remedy: '任选一字写 (达|为)',
    })
  })

  test('when its pattern has no quantity or an open bracket', () => {
    for (const say of ['合同审查率', '合同(审查率{n}', '{n}{n}']) {
      const [fault] = faults(
        fact('rate.of', 'rate', [{ rate: true, say, reads: { '合同审查率98%': '98%' } }]),
      )
      expect(fault!.code).toBe('frame_bad_pattern')
    }
  })

  test('when it names a class nobody declared, and the choices are told', () => {
    const [word] = faults(study({ of: 'stady', reads: { 学法3次: 3 } }))
    expect(word).toMatchObject({ code: 'frame_unknown_name', text: 'stady' })
    expect(word!.remedy).toContain('study')
    expect(faults(study({ by: 'centre', reads: { 中心组学法3次: 3 } }))[0]!.remedy).toContain('centre_group')
    expect(
      faults(fact('a.b', 'count', [{ count: 'times', of: 'study', reads: { 学法3次: 3 } }]))[0]!.remedy,
    ).toContain('sessions')
    expect(faults(study({ also: ['no.such'], reads: { 学法3次: 3 } }))[0]!.code).toBe('frame_unknown_fact')
  })

  test('when its kind does not fit the fact, it has no object, or no example', () => {
    expect(
      faults(fact('a.b', 'date', [{ count: 'items', of: 'study', reads: { 学法3件: 3 } }]))[0]!.code,
    ).toBe('frame_wrong_kind')
    expect(faults(fact('a.b', 'count', [{ count: 'items', reads: { 学法3件: 3 } }]))[0]!.code).toBe(
      'frame_without_object',
    )
    expect(faults(fact('a.b', 'count', [{ count: 'items', of: 'study' }]))[0]!.code).toBe(
      'frame_without_example',
    )
  })
})
