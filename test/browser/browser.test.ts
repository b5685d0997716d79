import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'

describe('the browser of these tests', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
  })

  it('draws Chinese characters, not the box of a missing glyph', async () => {
    const page = await browser.newPage()
    await page.setContent('<p style="font: 40px sans-serif"><span>法</span><span>治</span></p>')
    const characters = await page.locator('span').all()
    const pictures = await Promise.all(characters.map((character) => character.screenshot()))
    expect(pictures[0]!.equals(pictures[1]!)).toBe(false)
    await page.close()
  })

  it('keeps the web security that the pages rely on', async () => {
    const page = await browser.newPage()
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    await page.setContent(
      '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><script>document.title = "ran"</script>',
    )
    expect(await page.title()).toBe('')
    expect(blocked.join()).toContain('Content Security Policy')
    await page.close()
  })
})
