import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { type Invocation, usage } from './command.ts'

/** Writes a file whole or not at all: under another name first. @throws AppError unreadable_file */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const begun = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(begun, content)
    renameSync(begun, path)
  } catch (cause) {
    if (existsSync(begun)) rmSync(begun)
    throw new AppError(
      'unreadable_file',
      `${path}：写不了这个文件，请检查文件夹、权限和磁盘空间`,
      undefined,
      {
        cause,
      },
    )
  }
}

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
  writeWhole(path, bytes)
  streams.out(`${words.written}  ${path}\n`)
  return 0
}
