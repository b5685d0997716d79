/** What `--column` settled about forms, kept beside the database, so that the next file of a form asks nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dataFolder } from '../config.ts'
import { AppError } from '../errors.ts'
import { hashOf } from '../hash.ts'
import type { Remembered } from '../workbooks/into-evidence.ts'
import type { RememberedForm } from '../workbooks/plan-sheet.ts'
import type { Streams } from './command.ts'
import { writeWhole } from './write-file.ts'

const form = z.strictObject({
  register: z.string(),
  mapping: z.record(z.string(), z.string().nullable()),
  words: z.record(z.string(), z.record(z.string(), z.string())),
})
/** By the id of the pack, then by the hash of the headers. */
const kept = z.record(z.string(), z.record(z.string(), form))

/** The oldest are forgotten: nobody has more kinds of tables. */
const mostKept = 500

const fileOf = ({ env }: Streams): string => join(dataFolder(env, process.cwd()), 'import-forms.json')

/** @throws AppError unreadable_file for a file that is not ours */
function readForms(streams: Streams): z.output<typeof kept> {
  const file = fileOf(streams)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {}
    throw new AppError('unreadable_file', `${file}：读不了这个文件`, undefined, { cause })
  }
  try {
    return kept.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError(
      'unreadable_file',
      `${file}：不是记住的栏目对应，或者已经损坏；删去这个文件再试，栏目用--column重新写明`,
      undefined,
      { cause },
    )
  }
}

/** What is known of a form; the file is read when the first form is asked for. */
export function rememberedForms(pack: string, streams: Streams): Remembered {
  let forms: Record<string, RememberedForm> | undefined
  return (headers) => {
    forms ??= readForms(streams)[pack] ?? {}
    return forms[hashOf(headers)]
  }
}

/** Keeps forms in place of what was kept of them. @returns the file */
export function keepForms(
  pack: string,
  settled: readonly (readonly [headers: string, form: RememberedForm])[],
  streams: Streams,
): string {
  const file = fileOf(streams)
  const all = readForms(streams)
  const own = { ...all[pack] }
  for (const [headers, one] of settled) {
    const key = hashOf(headers)
    // Put last, so that what is forgotten is what nobody settled for longest.
    delete own[key]
    own[key] = one
  }
  const recent = Object.fromEntries(Object.entries(own).slice(-mostKept))
  writeWhole(file, `${JSON.stringify({ ...all, [pack]: recent }, null, 2)}\n`)
  return file
}
