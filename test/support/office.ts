/** LibreOffice as a second reader of the files that are written; tests that need it say so in a line where it is absent. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFontConfig } from './fonts.ts'

/** Whether LibreOffice can be started here. */
export const hasOffice = spawnSync('soffice', ['--version'], { timeout: 60_000 }).status === 0

if (!hasOffice) console.warn('LibreOffice is not installed: files are not opened and measured with it.')

/** A file as LibreOffice opens and saves it again in another format (pdf, xlsx, csv). */
export function convertWithOffice(bytes: Uint8Array, from: string, to: string): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-office-'))
  try {
    writeFileSync(join(folder, `in.${from}`), bytes)
    const { stderr, status } = spawnSync(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--convert-to',
        to,
        '--outdir',
        join(folder, 'out'),
        join(folder, `in.${from}`),
      ],
      {
        encoding: 'utf8',
        timeout: 120_000,
        env: { ...process.env, HOME: folder, FONTCONFIG_FILE: writeFontConfig() },
      },
    )
    if (status !== 0) throw new Error(`soffice: ${stderr}`)
    return new Uint8Array(readFileSync(join(folder, 'out', `in.${to.split(':')[0]}`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
