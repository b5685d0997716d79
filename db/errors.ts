/** Another change of the same township was committed first; the caller reads again and retries. */
export class EvidenceMoved extends Error {
  constructor() {
    super('the evidence changed meanwhile')
    this.name = 'EvidenceMoved'
  }
}

/** The store was brought to a shape that this version does not know. */
export class StoreTooNew extends Error {
  readonly migrations: string[]
  constructor(migrations: string[]) {
    super(`the store has migrations of a newer version: ${migrations.join(', ')}`)
    this.name = 'StoreTooNew'
    this.migrations = migrations
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Another process held the store for longer than a writer waits. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')
