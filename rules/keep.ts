/** What a map has under a key, made once when it is first asked for. */
export function keep<K, V>(map: Pick<Map<K, V>, 'get' | 'set'>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
