/** Names of villages as ledgers write them → as the roster of the township does. */

const bodies = /(村民委员会|居民委员会|社区居委会|社区居民委员会|村委会|居委会)$/

const bareName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '')

/** Ways to write a name: 东河村民委员会, 东河村委会 and 东河 are all 东河村. */
function waysToWrite(name: string): string[] {
  const bare = bareName(name)
  const stem = bare.replace(bodies, '')
  const [body = ''] = bodies.exec(bare) ?? []
  const kinds = body === '' ? ['村', '社区'] : body.startsWith('村') ? ['村'] : ['社区']
  return [bare, stem, ...kinds.map((kind) => `${stem}${kind}`)]
}

/** The one name of the roster that a text writes in another way; the text where none or several would do. */
export function nameKnown(text: string, roster: ReadonlySet<string>): string {
  if (roster.size === 0 || roster.has(text)) return text
  const found = new Set(waysToWrite(text).filter((way) => roster.has(way)))
  return found.size === 1 ? [...found][0]! : text
}
