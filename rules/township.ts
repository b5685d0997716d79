/** What the names of townships, towns and subdistricts say: which of them name one place, and of which kind it is. */
import { type TownshipKind, townshipKinds } from './pack.ts'

/** Bodies of a township, after or before its name. */
const bodies = /\s|中共|人民政府|党工委|工作委员会|委员会|党委|办事处|委$/g

const bareName = (name: string): string => name.replace(bodies, '')

/** 中共许家湖镇委员会 → 镇; null when the name says none. */
export function kindOfName(name: string): TownshipKind | null {
  const bare = bareName(name)
  return townshipKinds.find((kind) => bare.endsWith(kind)) ?? null
}

/**
 * 中共沂水县许家湖镇委员会 and 许家湖镇 are one township, 大王庄镇 and 王庄镇 are two: before the shorter name stands nothing
 * but what it lies in.
 */
export function sameTownship(a: string, b: string): boolean {
  const [shorter, longer] = [bareName(a), bareName(b)].sort((one, other) => one.length - other.length) as [
    string,
    string,
  ]
  if (shorter === '' || !longer.endsWith(shorter)) return false
  return longer === shorter || /[省市州盟县区旗]$/.test(longer.slice(0, -shorter.length))
}
