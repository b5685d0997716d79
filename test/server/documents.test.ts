import { describe, expect, it } from 'vitest'
import { decodeBytes, decodeText, largestFile, withoutScripts } from '../../server/documents/decode.ts'
import { htmlToText, isHtml } from '../../server/documents/html.ts'
import { readText } from '../../server/documents/read-text.ts'

const prose = '某某镇关于2022年度法治政府建设情况的报告\n全年组织党委理论学习中心组集体学法2次。\n'
const utf8 = (text: string) => new TextEncoder().encode(text)

/** GB 18030 bytes of a text, by inverting the decoder: Node has no encoder for it. */
function gb18030(text: string): Uint8Array {
  const byCharacter = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (!byCharacter.has(character)) byCharacter.set(character, [lead, trail])
    }
  }
  return new Uint8Array(
    [...text].flatMap((c) => (c.charCodeAt(0) < 128 ? [c.charCodeAt(0)] : byCharacter.get(c)!)),
  )
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2))
  view.setUint16(0, 0xfeff, littleEndian)
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}

describe('decoding a file', () => {
  it('reads the same text from UTF-8, GB 18030 and UTF-16, without mark and with Unix line ends', () => {
    const windows = prose.replaceAll('\n', '\r\n')
    for (const bytes of [
      utf8(windows),
      utf8(`\uFEFF${windows}`),
      gb18030(windows),
      utf16(windows, true),
      utf16(windows, false),
    ]) {
      expect(decodeText(bytes, '报告.txt')).toBe(prose)
    }
  })

  it.each([
    ['PDF', utf8(`%PDF-1.7\n${prose}`), 'PDF文件'],
    ['docx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), 'docx'],
    ['doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '旧版Word'],
    ['control characters', utf8(`${prose}第三行\u0007`), '第3行有控制字符（U+0007）'],
    ['UTF-16 without its mark', utf16(prose, true).slice(2), '控制字符'],
    ['English', utf8('This is an annual report about the rule of law.'), '汉字不到三分之一'],
    ['UTF-8 once read as GBK', utf8(new TextDecoder('gb18030').decode(utf8(prose.repeat(3)))), '乱码'],
    [
      'UTF-8 once read as Latin-1',
      utf8([...utf8(prose)].map((byte) => String.fromCharCode(byte)).join('')),
      '控制字符',
    ],
    ['nothing', utf8(' \n'), '文件是空的'],
    ['neither encoding', new Uint8Array([0xff, 0xff, 0x80, 0xff, 0x30]), '编码'],
    ['a text without end', utf8('法治政府建设。'.repeat(300_000)), '不像一份年度报告'],
  ])('refuses %s and says what it looks like', (_, bytes, words) => {
    expect(() => decodeText(bytes, '报告.txt')).toThrow(/^报告\.txt：/)
    expect(() => decodeText(bytes, '报告.txt')).toThrow(words)
  })

  it('refuses a file over the limit by its size alone', () => {
    expect(() => decodeBytes(new Uint8Array(largestFile + 1), '大.txt')).toThrow(
      '大.txt：文件有20.0 MB，超过20 MB的上限',
    )
  })

  it('asks for Chinese only where prose is expected', () => {
    const yaml = 'registers:\n  study_sessions: { state: closed }\n'
    expect(decodeBytes(utf8(yaml), '台账.yaml')).toBe(yaml)
  })

  it('does not count markup as foreign text', () => {
    const page = `<html><style>${'.a{b:c}'.repeat(100)}</style><p class="${'x'.repeat(500)}">${prose}</p></html>`
    expect(decodeText(utf8(page), '页.html')).toBe(page)
  })
})

describe('reading a web page', () => {
  it('is told by the name of the file or by its beginning', () => {
    expect(isHtml('法治', 'a.HTM')).toBe(true)
    expect(isHtml('\n<!DOCTYPE html><p>法治', 'a.txt')).toBe(true)
    expect(isHtml('关于<html>的报告', 'a.txt')).toBe(false)
  })

  it('gives a line for each block and a row for each row, without scripts, styles and navigation', () => {
    const page = `<!doctype html><html><head><title>网站</title><style>p{}</style></head><body>
      <nav>首页 | 政务公开</nav><script>document.write('<p>学法9次</p>')</script>
      <table><tr><td>发布日期：</td><td>2023-03-21</td><td></td></tr></table>
      <h1>关于2022年度法治政府建设<br>情况的报告</h1>
      <p>&emsp;&emsp;全年集体学法<b>2</b>次&ldquo;八五&rdquo;。</p><!-- 学法8次 --><div>审查<span>合同</span>3份</div>
      <footer>版权所有</footer></body></html>`
    expect(htmlToText(page)).toBe(
      '发布日期： | 2023-03-21 | |\n关于2022年度法治政府建设\n情况的报告\n全年集体学法2次“八五”。\n审查合同3份\n',
    )
  })

  it('takes a table that only lays out the page as its blocks', () => {
    expect(htmlToText('<table><tr><td><p>第一段</p><p>第二段</p></td></tr></table>')).toBe('第一段\n第二段\n')
  })

  it('leaves out a script that never ends', () => {
    expect(withoutScripts('<p>一</p><SCRIPT>学法9次<p>二</p>')).toBe('<p>一</p>')
  })

  it.each([
    ['deep nesting', '<div>'.repeat(500_000)],
    ['deep nesting of what others close', '<li><td>'.repeat(60_000)],
    ['deep nesting that attributes hide', '<div title="</div>">'.repeat(60_000)],
    ['cells that never end', `<table>${'<tr><td>学法'.repeat(100_000)}`],
    ['unclosed tags closed by others', '<div><span></div>'.repeat(100_000)],
    ['a wall of brackets', '<'.repeat(300_000)],
    ['comments that never end', '<!--'.repeat(400_000)],
  ])('answers within seconds to %s', (_, page) => {
    const started = performance.now()
    try {
      htmlToText(`${page}<p>学法2次</p>`, '页.html')
    } catch (error) {
      expect(String(error)).toContain('页.html')
    }
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it.each(['<div>', '<li><td>', '<div title="</div>">', '<table><tr><td>'])(
    'refuses absurd depth of %s by name',
    (tags) => {
      expect(() => htmlToText(tags.repeat(3_000), '页.html')).toThrow('页.html：网页元素嵌套超过800层')
    },
  )

  it('reads items and rows that are never closed, however many', () => {
    const page = `<ul>${'<li>学法2次'.repeat(2_000)}</ul><table>${'<tr><td>甲<td>乙'.repeat(2_000)}</table>`
    const lines = htmlToText(page).trimEnd().split('\n')
    expect(lines).toHaveLength(4_000)
    expect([lines[0], lines.at(-1)]).toEqual(['学法2次', '甲 | 乙 |'])
  })
})

describe('reading a report', () => {
  it('gives a plain text as it stands and of a page what a person reads', async () => {
    expect(await readText(utf8(prose), '报告.txt')).toEqual({ text: prose, pages: null })
    expect((await readText(utf8(`<html><nav>首页</nav><p>${prose}</p></html>`), '页.html')).text).toBe(
      `${prose.trim().replace('\n', ' ')}\n`,
    )
  })

  it('judges a page by what is left of it', async () => {
    const menu = `<html><body><nav>${prose.repeat(5)}</nav>`
    await expect(readText(utf8(`${menu}</body></html>`), '页.html')).rejects.toThrow(
      /^页\.html：网页里没有正文/,
    )
    await expect(readText(utf8(`${menu}<p>Nothing here.</p></body></html>`), '页.html')).rejects.toThrow(
      '页.html：汉字不到三分之一',
    )
  })
})
