/** Long work, told on a terminal while it runs and stopped between two steps by Ctrl+C. */
import { width } from '../terminal.ts'
import type { Streams } from './command.ts'

/** A person stopped the command; the message says what was done and what was not. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** What a shell expects of a program that Ctrl+C ended. */
export const stoppedStatus = 130

export interface Doing<T> {
  /** 读取 */
  doing: string
  /** The things that are many: 份文件 */
  things: string
  nameOf: (item: T) => string
  /** What there is of a stop after so many; nothing is written where this is left out. */
  left?: (done: readonly T[], rest: readonly T[]) => string
}

type Watched = Pick<Streams, 'terminal' | 'err' | 'columns' | 'stopped'>

/** Milliseconds before anything is told: what is done in a moment needs no telling. */
const patience = 400

/** A line that is written over; nothing where nobody is looking. */
function lineOn({ terminal, err, columns }: Watched): { tell: (text: string) => void; clear: () => void } {
  const started = performance.now()
  let shown = false
  return {
    tell: (text) => {
      if (!terminal || performance.now() - started < patience) return
      shown = true
      err(`\r\x1b[K${shortened(text, columns - 1)}`)
    },
    clear: () => {
      if (shown) err('\r\x1b[K')
      shown = false
    },
  }
}

/** A line that breaks cannot be written over. */
function shortened(text: string, columns: number): string {
  if (width(text) <= columns) return text
  let kept = ''
  for (const character of text) {
    if (width(kept) + width(character) > columns - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Lets what waits run: a key that was pressed is not heard while something is computed. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Does the work of each item in order.
 * @throws Stopped between two of them, once Ctrl+C was pressed
 */
export async function inTurn<T, R>(
  items: readonly T[],
  streams: Watched,
  { doing, things, nameOf, left }: Doing<T>,
  work: (item: T, index: number) => R | Promise<R>,
): Promise<R[]> {
  const steps = stepsOf(streams, { doing, things })
  const results: R[] = []
  try {
    for (const [index, item] of items.entries()) {
      await steps.before(index, items.length, nameOf(item), () =>
        left?.(items.slice(0, index), items.slice(index)),
      )
      results.push(await work(item, index))
    }
    return results
  } finally {
    steps.end()
  }
}

/** The same for steps that somebody else takes: told before each, ended after the last. */
export function stepsOf(streams: Watched, { doing, things }: Pick<Doing<never>, 'doing' | 'things'>) {
  const line = lineOn(streams)
  return {
    before: async (done: number, of: number, name: string, left?: () => string | undefined) => {
      await breath()
      if (streams.stopped.aborted)
        throw new Stopped(`${doing}${things}时停止，做了${done}/${of}；${left?.() ?? '没有写任何内容'}`)
      line.tell(`正在${doing} ${Math.min(done + 1, of)}/${of} ${name}`.trimEnd())
    },
    end: line.clear,
  }
}

/** @throws Stopped before the last step, the one that writes, once Ctrl+C was pressed */
export async function beforeWriting({ stopped }: Pick<Watched, 'stopped'>): Promise<void> {
  await breath()
  if (stopped.aborted) throw new Stopped('没有写任何内容')
}
