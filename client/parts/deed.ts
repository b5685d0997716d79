/** A write of a page: one at a time, its failure in words, and the page read again after it. */
import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { asApiError } from './load.tsx'
import { useErrorTitle } from './title.ts'

export interface Deed {
  busy: boolean
  error: string | null
  run: (deed: () => Promise<unknown>) => Promise<void>
}

/** `moved` says in words what somebody else changed first. */
export const useDeed = (moved: (error: ApiError) => string, reload: () => Promise<void>): Deed => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  useErrorTitle(error !== null)
  const run = async (deed: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await deed()
    } catch (cause) {
      const failure = asApiError(cause)
      setError(failure.status === 409 ? moved(failure) : failure.message)
    } finally {
      await reload()
      setBusy(false)
    }
  }
  return { busy, error, run }
}
