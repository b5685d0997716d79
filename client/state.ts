/** Signals that several pages share, and the reader's own settings. */
import { signal } from '@preact/signals'
import { clock } from './format.ts'

/** Time of the last write that the server confirmed, HH:MM. */
export const savedAt = signal<string | null>(null)

/** Says 已保存 HH:MM in the live region. */
export const noteSaved = (): void => {
  savedAt.value = clock(new Date())
}

export const sizes = ['16', '18', '20'] as const
export type Size = (typeof sizes)[number]

// Storage may be forbidden by the browser's settings; the reader's choice then holds until the page closes.
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // see above
  }
}

const storedSize = read('zhunsheng-size')
export const size = signal<Size>(sizes.find((choice) => choice === storedSize) ?? '16')

/** Letters at 16, 18 or 20 px, kept for the next visit. */
export const chooseSize = (choice: Size): void => {
  size.value = choice
  write('zhunsheng-size', choice)
}

/** Single keys in the focused list of claims; the reader may switch them off (WCAG 2.1.4). */
export const singleKeys = signal(read('zhunsheng-keys') !== 'off')

/** Switches the single keys on or off, kept for the next visit. */
export const chooseSingleKeys = (on: boolean): void => {
  singleKeys.value = on
  write('zhunsheng-keys', on ? 'on' : 'off')
}
