/** Paste or upload a report. */
import { useId, useRef, useState } from 'preact/hooks'
import type { Place } from '../api.ts'
import { addDocumentFile, addDocumentText } from '../api.ts'
import { asApiError } from './load.tsx'
import { useErrorTitle } from './title.ts'

export const ReportInput = ({
  at,
  onRead,
  onCancel,
}: {
  at: Place
  onRead: (id: string) => Promise<void>
  onCancel?: () => void
}) => {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const alert = useRef<HTMLDivElement>(null)
  const id = useId()
  useErrorTitle(error !== null)
  const run = async (deed: () => Promise<{ id: string }>) => {
    setBusy(true)
    setError(null)
    try {
      await onRead((await deed()).id)
    } catch (cause) {
      setError(asApiError(cause).message)
      setTimeout(() => alert.current?.focus(), 0)
    } finally {
      setBusy(false)
    }
  }
  const paste = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') {
      setError('还没有粘贴正文。')
      document.getElementById(`${id}-text`)?.focus()
      return
    }
    void run(() => addDocumentText(at, '粘贴的正文', text))
  }
  return (
    <form class="sheet report-input" aria-label="提交年度报告" onSubmit={paste} noValidate>
      <h2>
        粘贴或上传年度报告 <small>读出的陈述先列为待定，采信以后才计分</small>
      </h2>
      {error && (
        <div class="errors" role="alert" tabIndex={-1} ref={alert}>
          <p>
            <b class="red">错误：</b>
            {error}
          </p>
        </div>
      )}
      <div class="field">
        <label for={`${id}-text`}>报告正文</label>
        <textarea
          class="input"
          id={`${id}-text`}
          rows={12}
          value={text}
          placeholder="从网页或文档复制全文，粘贴到这里"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <p class="tools">
        <button class="btn btn-main" type="submit" disabled={busy}>
          读取正文
        </button>
        <label class="btn file">
          上传文件（Word、PDF、网页、文本）
          <input
            class="sr"
            type="file"
            accept=".docx,.doc,.pdf,.txt,.html,.htm"
            disabled={busy}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) void run(() => addDocumentFile(at, file))
            }}
          />
        </label>
        {onCancel && (
          <button class="btn" type="button" onClick={onCancel}>
            不换了
          </button>
        )}
        {busy && (
          <span class="second" role="status">
            正在读取…
          </span>
        )}
      </p>
    </form>
  )
}
