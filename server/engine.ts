import packageJson from '../package.json' with { type: 'json' }

/** What an assessment names as the engine that made it. */
export const engine = `zhunsheng ${packageJson.version}`
