import { defineConfig } from '@playwright/test'
import { e2ePort } from './e2e/support/product'
import { findBrowser } from './local/browser'

const TIME = /time-machine\.spec\.ts/

/** Browser tests, against a production build with a database, a Stripe stand-in and an inbox of their own. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  // One more than there are processors: a walk waits for the server as often as it keeps it busy.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Generous: on a busy machine a slow answer is not a wrong one. No test has a shorter limit of its own.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  use: {
    baseURL: `http://localhost:${e2ePort()}`,
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    // It would hide requests from tests that answer them themselves; offline.spec.ts allows it.
    serviceWorkers: 'block',
    // A trace films every step, which costs more than the test itself: E2E_TRACE=1 asks for one.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, testIgnore: TIME },
    // Time is everybody's: it moves when all others are done, or when nothing else was asked for.
    {
      name: 'time',
      use: { browserName: 'chromium' },
      testMatch: TIME,
      dependencies: process.argv.some((argument) => TIME.test(argument)) ? [] : ['chromium'],
    },
  ],
})
