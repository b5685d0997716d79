/** Opening a zip file somebody sent: only the parts asked for, never more than they may hold. */
import { Unzip, UnzipInflate } from 'fflate'
import { AppError } from '../errors.ts'
import { damagedText } from './decode.ts'

export interface ZipLimits {
  /** Bytes all parts together may unpack to. */
  total: number
  /** How many entries the archive may list. */
  entries: number
}

/** An Office document of a township unpacks to a few megabytes, pictures included. */
export const officeLimits: ZipLimits = { total: 100 * 1024 * 1024, entries: 5_000 }

const chunk = 64 * 1024

/**
 * The parts of a zip file that are wanted, by their path. Unpacked in pieces, so that an archive that grows without
 * end stops at the limit and not at the end of the memory; the sizes the archive itself states are not trusted.
 * @throws AppError unreadable_file for a broken archive, file_too_large for one beyond the limits
 */
export function unzipWithin(
  bytes: Uint8Array,
  name: string,
  wanted: (path: string) => boolean,
  limits: ZipLimits = officeLimits,
): Map<string, Uint8Array<ArrayBuffer>> {
  const parts = new Map<string, Uint8Array[]>()
  let total = 0
  let entries = 0
  const unzip = new Unzip((file) => {
    entries++
    if (entries > limits.entries) throw tooLarge(name, `有${limits.entries}个以上的条目`)
    if (!wanted(file.name)) return
    const pieces: Uint8Array[] = []
    parts.set(file.name, pieces)
    file.ondata = (cause, piece) => {
      // What is thrown below comes back here as the failure of the part.
      if (cause) throw cause
      total += piece.length
      if (total > limits.total) {
        throw tooLarge(name, `解压后超过${limits.total / 1024 / 1024} MB`)
      }
      pieces.push(piece)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += chunk) {
      unzip.push(bytes.subarray(at, at + chunk), at + chunk >= bytes.length)
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : broken(name, cause)
  }
  // Not one entry in full: what is there of it is only how it begins.
  if (entries === 0) throw broken(name, new Error('no entries'))
  return new Map([...parts].map(([path, pieces]) => [path, joined(pieces)]))
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const broken = (name: string, cause: unknown) =>
  new AppError(
    'unreadable_file',
    damagedText(name) ?? `${name}：压缩包（zip）或者文档已损坏，或者没有传完整，打不开。请提供的人重新发一份`,
    undefined,
    { cause },
  )

const tooLarge = (name: string, what: string) =>
  new AppError('file_too_large', `${name}：文件${what}，不像一份正常的文档，没有读取`)
