/**
 * Vitest global set-up of the browser tests: a Chromium and a Chinese font out of npm packages, so that the tests
 * run on a Linux machine that has neither. Everything is unpacked once, into node_modules/.cache.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'
import type { TestProject } from 'vitest/node'
import { cache, writeFontConfig } from './fonts.ts'

/** What playwright needs to start the browser. */
export interface BrowserLaunch {
  executablePath: string
  env: Record<string, string>
}

declare module 'vitest' {
  export interface ProvidedContext {
    browser: BrowserLaunch
  }
}

const require = createRequire(import.meta.url)
/** Unpacked beside its final name and then renamed, so that an interrupted run leaves no half browser. */
async function unpackChromium(bin: string): Promise<string> {
  const executable = join(cache, 'chromium')
  if (existsSync(executable)) return executable
  const partial = `${executable}.${process.pid}`
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(partial),
  )
  chmodSync(partial, 0o755)
  renameSync(partial, executable)
  return executable
}

/** libnss3 and its companions, which desktop Linux has and a bare one has not. */
function unpackLibraries(bin: string): string {
  const target = join(cache, 'system')
  if (!existsSync(join(target, 'lib/libnss3.so'))) {
    mkdirSync(target, { recursive: true })
    const archive = brotliDecompressSync(readFileSync(join(bin, 'al2023.tar.br')))
    execFileSync('tar', ['-xf', '-', '-C', target], { input: archive })
  }
  return join(target, 'lib')
}

function librariesAreMissing(executable: string): boolean {
  if (process.env.CHROMIUM_LIBRARIES === 'bundled') return true
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return listed.status !== 0 || listed.stdout.includes('not found')
}

/** Unpacks what is missing and says how to start the browser; `CHROMIUM` names one that is installed already. */
export async function prepareBrowser(): Promise<BrowserLaunch> {
  mkdirSync(cache, { recursive: true })
  const own = process.env.CHROMIUM
  const bin = join(dirname(require.resolve('@sparticuz/chromium')), '../bin')
  if (!own && (process.platform !== 'linux' || process.arch !== 'x64')) {
    throw new Error('The bundled Chromium is for Linux x64; set CHROMIUM to the path of an installed one')
  }
  const executablePath = own ?? (await unpackChromium(bin))
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1])
  const env: Record<string, string> = { ...Object.fromEntries(inherited), FONTCONFIG_FILE: writeFontConfig() }
  if (!own && librariesAreMissing(executablePath)) {
    env.LD_LIBRARY_PATH = [unpackLibraries(bin), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  }
  return { executablePath, env }
}

/** Runs once before all browser tests. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await prepareBrowser())
}
