/** A page thinks of loading, failure, nothing and something. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { failures } from '../text.ts'
import { useErrorTitle } from './title.ts'

export interface Loaded<T> {
  /** Kept while it is read again, so that nothing jumps. */
  data: T | null
  error: ApiError | null
  busy: boolean
  reload: () => Promise<void>
}

/** Makes an ApiError of whatever was thrown. */
export const asApiError = (cause: unknown): ApiError =>
  cause instanceof ApiError ? cause : new ApiError(0, 'unexpected', failures.unknown, cause)

/** Reads from the server, again whenever `key` changes; an answer that comes too late is dropped. */
export const useLoad = <T,>(key: string, read: () => Promise<T>): Loaded<T> => {
  const [state, setState] = useState<{ key: string; data: T | null; error: ApiError | null; busy: boolean }>({
    key,
    data: null,
    error: null,
    busy: true,
  })
  const turn = useRef(0)
  const reader = useRef(read)
  reader.current = read
  const reload = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    setState((old) => ({ key, data: old.key === key ? old.data : null, error: null, busy: true }))
    try {
      const data = await reader.current()
      if (mine === turn.current) setState({ key, data, error: null, busy: false })
    } catch (cause) {
      if (mine === turn.current) setState((old) => ({ ...old, error: asApiError(cause), busy: false }))
    }
  }, [key])
  useEffect(() => {
    void reload()
    return () => {
      turn.current += 1
    }
  }, [reload])
  const current = state.key === key
  return {
    data: current ? state.data : null,
    error: current ? state.error : null,
    busy: state.busy || !current,
    reload,
  }
}

/** Failure and loading of something read; `children` draws it once it is there. */
export const Await = <T,>({
  of,
  what,
  children,
}: {
  of: Loaded<T>
  what: string
  children: (data: T) => ComponentChildren
}) => {
  if (of.error) return <Failed what={what} message={of.error.message} again={of.reload} />
  if (of.data === null)
    return (
      <p class="loading second" role="status">
        正在读取{what}…
      </p>
    )
  return <>{children(of.data)}</>
}

/** Nothing here yet, and what to do about it. */
export const Nothing = ({ children }: { children: ComponentChildren }) => <div class="note">{children}</div>

const Failed = ({ what, message, again }: { what: string; message: string; again: () => Promise<void> }) => {
  useErrorTitle(true)
  return (
    <div class="note note-red failed" role="alert">
      <h2>没有读到{what}</h2>
      <p>{message}</p>
      <p class="tools">
        <button class="btn" type="button" onClick={() => void again()}>
          重新读取
        </button>
        <a href="/">回到首页</a>
      </p>
    </div>
  )
}
