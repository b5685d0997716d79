import type { Command } from './command.ts'

/** Starts the service; server/main.ts reads the command line as its own. */
export const serveCommand: Command = {
  name: 'serve',
  operands: '--single [--demo] [--county 县名 --township 乡镇名]',
  summary: {
    zh: '启动网页服务。环境变量：PORT（8787）、HOST（127.0.0.1）、ZHUNSHENG_DATA（./data）',
    en: 'Start the service. Environment: PORT (8787), HOST (127.0.0.1), ZHUNSHENG_DATA (./data)',
  },
  options: [],
  passesOptions: true,
  examples: ['serve --single --demo', 'serve --single --county 某县 --township 某镇'],
  async run({ args }) {
    process.argv.splice(2, process.argv.length, ...args)
    await import('../main.ts')
    return 0
  },
}
