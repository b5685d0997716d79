import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: 'client',
  // Only syntax is lowered; the page baseline is Chromium 90 (README, decisions).
  build: { outDir: '../dist', emptyOutDir: true, target: 'chrome87', cssTarget: 'chrome87' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The server compares Origin with Host, so the proxy must leave the Host as the browser sent it.
  server: { proxy: { '^/(api|healthz)': { target: 'http://127.0.0.1:8787', changeOrigin: false } } },
  test: {
    // Left alone one core stands idle, and much of the time a test waits for a command, a browser or an office.
    maxWorkers: '100%',
    projects: [
      {
        root: import.meta.dirname,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/{rules,db,server,client}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
        },
      },
      {
        root: import.meta.dirname,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/support/browser-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: import.meta.dirname,
        test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 1_800_000 },
      },
    ],
  },
})
