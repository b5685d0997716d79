/** Pages against the real application: requests of the client go to it instead of the network. */
import { cleanup, render } from '@testing-library/preact'
import type { ComponentChildren } from 'preact'
import { LocationProvider } from 'preact-iso'
import { afterEach } from 'vitest'
import type { Place } from '../../client/api.ts'
import { startApp, type TestApp } from '../support/app.ts'

const network = globalThis.fetch

afterEach(() => {
  cleanup()
  globalThis.fetch = network
})

export const place: Place = { county: 'test', year: '2025', township: 'east' }

/** Starts the application and lets the client ask it. */
export const startPages = async (now?: string): Promise<TestApp> => {
  const app = await startApp(now === undefined ? {} : { now })
  globalThis.fetch = (input, init) => app.request(String(input), init)
  return app
}

/** Draws a page or a part of one, with the address that links need. */
export const draw = (children: ComponentChildren) => render(<LocationProvider>{children}</LocationProvider>)
