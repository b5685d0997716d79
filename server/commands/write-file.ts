import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { type Invocation, usage } from './command.ts'

/** Writes what a command made where `--output` says, else under its own name. @throws AppError usage, unreadable_file */
export function writeFile(
  name: string,
  bytes: Uint8Array,
  { values, streams, words }: Pick<Invocation, 'values' | 'streams' | 'words'>,
): number {
  const asked = extname(values.output ?? '')
  const own = extname(name)
  // A Word document called .pdf is one that no program opens.
  if (asked !== '' && asked.toLowerCase() !== own)
    throw usage(`--output ${values.output}：这个文件是${own}，扩展名不能写${asked}`)
  const path = resolve(streams.cwd, values.output ?? name)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  } catch (cause) {
    throw new AppError('unreadable_file', `${path}：写不了这个文件`, undefined, { cause })
  }
  streams.out(`${words.written}  ${path}\n`)
  return 0
}
