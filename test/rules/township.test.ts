import { describe, expect, it } from 'vitest'
import { kindOfName, sameTownship } from '../../rules/township.ts'

describe('names of townships', () => {
  it.each([
    ['许家湖镇', '许家湖镇'],
    ['许家湖镇', '中共沂水县许家湖镇委员会'],
    ['许家湖镇人民政府', '沂水县许家湖镇'],
    ['某街道办事处', '中共某市某区某街道工作委员会'],
    ['甲苏木镇', '某旗 甲苏木镇党委'],
  ])('%s and %s name one', (a, b) => {
    expect([sameTownship(a, b), sameTownship(b, a)]).toEqual([true, true])
  })

  it.each([
    ['王庄镇', '大王庄镇'],
    ['王庄镇人民政府', '中共小王庄镇委员会'],
    ['东桥镇', '西桥镇'],
    ['', '东桥镇'],
    ['人民政府', '东桥镇'],
  ])('“%s” and “%s” name two', (a, b) => {
    expect([sameTownship(a, b), sameTownship(b, a)]).toEqual([false, false])
  })

  it('tell the kind, whatever body of it is named', () => {
    expect(
      ['东桥镇', '西桥乡人民政府', '某街道办事处', '中共某街道工作委员会', '东桥'].map(kindOfName),
    ).toEqual(['镇', '乡', '街道', '街道', null])
  })
})
