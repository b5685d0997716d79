/** Another change of the same township was committed first; the caller reads again and retries. */
export class EvidenceMoved extends Error {
  constructor() {
    super('the evidence changed meanwhile')
    this.name = 'EvidenceMoved'
  }
}

const uniqueCodes = new Set(['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', '23505'])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** A key that is taken, told by the engine's code and never by its message. */
export const isTaken = (error: unknown): boolean => uniqueCodes.has(codeOf(error))

/** Another process held the store for longer than a writer waits. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')
