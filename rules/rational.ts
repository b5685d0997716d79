/** Exact rational numbers: BigInt numerator over a positive BigInt denominator, always in lowest terms. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const zero: Rational = { n: 0n, d: 1n }
export const one: Rational = { n: 1n, d: 1n }

/** Counts are asked for all the time and are small: one value each serves all. */
const wholes: readonly Rational[] = Array.from({ length: 1001 }, (_, count) => ({ n: BigInt(count), d: 1n }))

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a
  let y = b
  while (y !== 0n) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}

function normal(n: bigint, d: bigint): Rational {
  if (d === 1n) return { n, d }
  if (d === 0n) throw new RangeError('division by zero')
  const sign = d < 0n ? -1n : 1n
  const common = gcd(n, d * sign)
  return { n: (n * sign) / common, d: (d * sign) / common }
}

const decimalShape = /^([+-]?)(\d+)(?:\.(\d+))?(%?)$/
const fractionShape = /^([+-]?\d+)\/(\d+)$/

/** The rational a decimal, a percentage (`90%`) or a fraction (`152/21`) writes; undefined when it writes none. */
export function parseRational(text: string): Rational | undefined {
  const trimmed = text.trim()
  const decimal = decimalShape.exec(trimmed)
  if (decimal) {
    const [, sign, whole, part = '', percent] = decimal
    const n = BigInt(whole + part) * (sign === '-' ? -1n : 1n)
    return normal(n, 10n ** BigInt(part.length) * (percent ? 100n : 1n))
  }
  const fraction = fractionShape.exec(trimmed)
  if (fraction && BigInt(fraction[2]!) !== 0n) return normal(BigInt(fraction[1]!), BigInt(fraction[2]!))
  return undefined
}

/**
 * A rational of an integer, a decimal text, or a JavaScript number as its shortest decimal writes it.
 * @throws RangeError when the text writes no number.
 */
export function rational(value: bigint | number | string, denominator?: bigint | number): Rational {
  if (denominator !== undefined) return div(rational(value), rational(denominator))
  if (typeof value === 'bigint') return { n: value, d: 1n }
  if (typeof value === 'number' && Number.isSafeInteger(value))
    return wholes[value] ?? { n: BigInt(value), d: 1n }
  const parsed = parseRational(typeof value === 'number' ? plainDecimal(value) : value)
  if (!parsed) throw new RangeError(`not a number: ${value}`)
  return parsed
}

/** The number a cell holds, as its digits write it. @throws RangeError when it holds none */
export const cellNumber = (value: unknown): Rational =>
  rational(typeof value === 'number' ? value : String(value))

/** A finite number without an exponent, so that 1e21 and 1e-7 are read too. */
function plainDecimal(value: number): string {
  const text = String(value)
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!exponent) return text
  const [, sign, lead, part = '', power] = exponent
  const shift = Number(power)
  const digits = lead! + part
  if (shift >= 0) return `${sign}${digits.padEnd(shift + 1, '0')}`
  return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
}

// Most points are nothing, all or what another node has too: these need no arithmetic.

export function add(a: Rational, b: Rational): Rational {
  if (b.n === 0n) return a
  if (a.n === 0n) return b
  return a.d === b.d ? normal(a.n + b.n, a.d) : normal(a.n * b.d + b.n * a.d, a.d * b.d)
}
export function sub(a: Rational, b: Rational): Rational {
  if (b.n === 0n) return a
  if (a === b) return zero
  return a.d === b.d ? normal(a.n - b.n, a.d) : normal(a.n * b.d - b.n * a.d, a.d * b.d)
}
export function mul(a: Rational, b: Rational): Rational {
  if (a === one || b.n === 0n) return b
  if (b === one || a.n === 0n) return a
  return normal(a.n * b.n, a.d * b.d)
}
/** @throws RangeError when b is zero. */
export function div(a: Rational, b: Rational): Rational {
  if (b === one) return a
  if (a === b && a.n !== 0n) return one
  return normal(a.n * b.d, a.d * b.n)
}

export function cmp(a: Rational, b: Rational): number {
  if (a === b) return 0
  if (a.d === b.d) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

export const min = (a: Rational, b: Rational): Rational => (cmp(a, b) <= 0 ? a : b)
export const max = (a: Rational, b: Rational): Rational => (cmp(a, b) >= 0 ? a : b)
export const equal = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d
export const isZero = (a: Rational): boolean => a.n === 0n
export const isPositive = (a: Rational): boolean => a.n > 0n
export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero)

/** The next whole number below, or itself. */
export function floor(a: Rational): Rational {
  const whole = a.n / a.d
  return { n: a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole, d: 1n }
}

/** The next whole number above, or itself. */
export function ceil(a: Rational): Rational {
  const below = floor({ n: -a.n, d: a.d })
  return { n: -below.n, d: 1n }
}

/** Units of so many decimal places, rounded half up (away from zero). */
function unitsOf(a: Rational, scale: bigint): bigint {
  const magnitude = a.n < 0n ? -a.n : a.n
  const units = (magnitude * scale * 2n + a.d) / (2n * a.d)
  return a.n < 0n ? -units : units
}

/** Rounded half up (away from zero) to so many places, kept exact. */
export function round(a: Rational, places: number): Rational {
  const scale = 10n ** BigInt(places)
  return normal(unitsOf(a, scale), scale)
}

/** Decimal text, half up to so many places, trailing zeros kept only when asked for. */
export function toDecimal(a: Rational, places = 6, keepZeros = false): string {
  if (a.d === 1n && !keepZeros) return String(a.n)
  const units = unitsOf(a, 10n ** BigInt(places))
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const part = places === 0 ? '' : digits.slice(-places)
  const kept = keepZeros ? part : part.replace(/0+$/, '')
  return `${sign}${whole}${kept ? `.${kept}` : ''}`
}

/** Whether so many decimal places write it exactly. */
export const isExactDecimal = (a: Rational, places = 6): boolean => (a.n * 10n ** BigInt(places)) % a.d === 0n

/** `152/21`, or `3` for a whole number. */
export const toFraction = (a: Rational): string => (a.d === 1n ? String(a.n) : `${a.n}/${a.d}`)
