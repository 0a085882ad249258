import { defineConfig } from '@playwright/test'
import tests from '../../playwright.config'

/** Pictures of every state, not tests: `npm run screens`. The same product as for the browser tests. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: '*.screens.ts',
  outputDir: '../../test-results',
  globalSetup: '../support/global-setup.ts',
  use: { ...tests.use, screenshot: 'off', contextOptions: { reducedMotion: 'reduce' } },
})
