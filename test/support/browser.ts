import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** One browser for a test file; its own profile, no extension, and the web security of every browser. */
export function openBrowser(): Promise<Browser> {
  const { executablePath, env } = inject('browser')
  return chromium.launch({
    executablePath,
    env,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}

/** What went wrong on a page without being seen on it. */
export interface PageTrouble {
  errors: string[]
  /** Requests to anything but the page's own server: there must be none. */
  outside: string[]
}

/** A page in its own context on an office screen, with its errors and outside requests collected. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; trouble: PageTrouble }> {
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    ...options,
  })
  const page = await context.newPage()
  const trouble: PageTrouble = { errors: [], outside: [] }
  page.on('pageerror', (error) => trouble.errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.errors.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL) && !request.url().startsWith('data:')) {
      trouble.outside.push(request.url())
    }
  })
  return { page, trouble }
}
