import { expect, it } from 'vitest'
import { markdownText } from '../../server/markdown.ts'

it.each([
  [
    '*决策* <b>|表|</b> [甲](乙) `c` _d_ ~e~',
    '\\*决策\\* \\<b\\>\\|表\\|\\</b\\> \\[甲\\](乙) \\`c\\` \\_d\\_ \\~e\\~',
  ],
  ['# 标题', '\\# 标题'],
  ['- 一\n+ 二\n1. 三', '\\- 一<br>\\+ 二<br>1\\. 三'],
  ['&lt;script&gt;', '\\&lt;script\\&gt;'],
  ['甲\n===', '甲<br>\\==='],
  ['2026-04-30，1.5分，一、二', '2026-04-30，1.5分，一、二'],
])('“%s” stays what it says in Markdown', (text, written) => {
  expect(markdownText(text)).toBe(written)
})
