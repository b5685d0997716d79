/** Word and PDF files → text, in a thread of their own with bounds on time and memory. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
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

/** @throws AppError unreadable_file, unreadable_text, file_too_large, text_too_long, page_too_complex */
export function convert(
  conversion: Conversion,
  within: Bounds = bounds,
): Promise<Extract<Converted, { text: string }>> {
  const next = last.then(() => convertAlone(conversion, within))
  last = next.catch(() => {})
  return next
}

function convertAlone(
  conversion: Conversion,
  { time, growth }: Bounds,
): Promise<Extract<Converted, { text: string }>> {
  const worker = new Worker(new URL('./converter.ts', import.meta.url), {
    workerData: conversion,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(growth / 1024 / 1024) },
    // Nothing a file can make its reader print belongs on our terminal.
    stdout: true,
    stderr: true,
  })
  const tooMuch = (what: string) =>
    new AppError(
      'page_too_complex',
      `${conversion.name}：文件过于复杂，${what}，没有读完。请另存为纯文本（.txt）再上传`,
    )
  const from = process.memoryUsage.rss()
  const started = performance.now()
  let watch: ReturnType<typeof setInterval> | undefined
  return new Promise<Extract<Converted, { text: string }>>((resolve, reject) => {
    watch = setInterval(() => {
      if (performance.now() - started > time) reject(tooMuch(`读取超过${Math.round(time / 1000)}秒`))
      else if (process.memoryUsage.rss() - from > growth) reject(tooMuch('占用内存过多'))
    }, 50)
    worker.once('message', (answer: Converted) => {
      if ('problem' in answer) reject(new AppError(answer.problem, answer.message))
      else resolve(answer)
    })
    worker.once('error', () => reject(tooMuch('占用内存过多')))
  }).finally(() => {
    clearInterval(watch)
    void worker.terminate()
  })
}
