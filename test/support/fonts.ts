/** A Chinese font out of an npm package: a machine without one prints empty boxes. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** Where tests keep what is unpacked once. */
export const cache = join(import.meta.dirname, '../../node_modules/.cache/browser')

/** The folder of an installed package; its package.json need not be among its exports. */
function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name)
  }
  throw new Error(`${name} is not installed; run npm ci`)
}

/** Writes the FONTCONFIG_FILE that names the font, and says where it is. */
export function writeFontConfig(): string {
  mkdirSync(cache, { recursive: true })
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc')
  const file = join(cache, 'fonts.conf')
  const prefer = (family: string) =>
    `<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(fonts, '400Regular')}</dir><dir>${join(fonts, '700Bold')}</dir>
  <cachedir>${join(cache, 'fontcache')}</cachedir>
  ${prefer('sans-serif')}${prefer('serif')}${prefer('monospace')}
</fontconfig>
`,
  )
  return file
}
