import { AppError } from './errors.ts'

/** What a writer who comes second is told: what they sent, and what stands there now. */
export interface StaleDetails<T> {
  yours: unknown
  current: T
}

/** Refuses a write whose writer has not read the newest version; 0 means they read that there was nothing. */
export const assertVersion = <T extends { version: number }>(
  read: number,
  current: T,
  yours: unknown,
): void => {
  if (read === current.version) return
  const details: StaleDetails<T> = { yours, current }
  throw new AppError(
    'stale_version',
    '这一处刚在别处被修改，您的修改没有保存。请核对两个版本后再保存。',
    details,
  )
}
