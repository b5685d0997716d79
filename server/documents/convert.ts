/** Files of other people's programs are opened in a thread of their own, with bounds on time and memory. */
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Conversion, Converted } from './converter.ts'

export interface Bounds {
  /** Milliseconds a file may take. */
  time: number
  /** Bytes the process may grow by meanwhile: what is unpacked lies outside the thread's own heap. */
  growth: number
}

/** A report takes less than a second and some tens of megabytes. */
const bounds: Bounds = { time: 30_000, growth: 800 * 1024 * 1024 }

/** One after the other: growth is told for the process as a whole, and a file takes a moment only. */
let last: Promise<unknown> = Promise.resolve()

/** Why a thread has no answer, in words for the person whose file it is. */
export interface ThreadProblem {
  problem: ErrorCode
  message: string
}

interface Thread {
  /** The module that runs in it, given `job` as its data; it posts one answer. */
  script: URL
  job: { name: string }
  within: Bounds
  /** What to do with a file that is too much. */
  instead: string
}

/** Word and PDF files → text. @throws AppError unreadable_file, unreadable_text, file_too_large, text_too_long, page_too_complex */
export const convert = (
  job: Conversion,
  within: Bounds = bounds,
): Promise<Exclude<Converted, ThreadProblem>> =>
  inThread<Exclude<Converted, ThreadProblem>>({
    script: new URL('./converter.ts', import.meta.url),
    job,
    within,
    instead: '请另存为纯文本（.txt）再上传',
  })

/** Runs a module in a thread of its own and gives its answer. @throws AppError the thread's, or page_too_complex */
export function inThread<Answer extends object>(thread: Thread): Promise<Answer> {
  const next = last.then(() => runThread<Answer>(thread))
  last = next.catch(() => {})
  return next
}

function runThread<Answer extends object>({
  script,
  job,
  within: { time, growth },
  instead,
}: Thread): Promise<Answer> {
  const worker = new Worker(script, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(growth / 1024 / 1024) },
    // Nothing a file can make its reader print belongs on our terminal.
    stdout: true,
    stderr: true,
  })
  const tooMuch = (what: string) =>
    new AppError('page_too_complex', `${job.name}：文件过于复杂，${what}，没有读完。${instead}`)
  const from = process.memoryUsage.rss()
  const started = performance.now()
  let watch: ReturnType<typeof setInterval> | undefined
  return new Promise<Answer>((resolve, reject) => {
    watch = setInterval(() => {
      if (performance.now() - started > time) reject(tooMuch(`读取超过${Math.round(time / 1000)}秒`))
      else if (process.memoryUsage.rss() - from > growth) reject(tooMuch('占用内存过多'))
    }, 50)
    worker.once('message', (answer: Answer | ThreadProblem) => {
      if ('problem' in answer) reject(new AppError(answer.problem, answer.message))
      else resolve(answer)
    })
    worker.once('error', () => reject(tooMuch('占用内存过多')))
  }).finally(() => {
    clearInterval(watch)
    void worker.terminate()
  })
}
