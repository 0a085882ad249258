import path from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = { '@': path.resolve(import.meta.dirname) }

/** Pure tests stand beside their source (`x.test.ts`); those that need PostgreSQL are `x.db.test.ts`. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            '*.test.ts',
            '{app,lib,components,db,worker,local,packages,simulation,bench,e2e}/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/*.db.test.ts'],
          setupFiles: './local/test/process-of-file.ts',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['{app,lib,db,local,simulation,bench}/**/*.db.test.ts'],
          globalSetup: './local/test/database.ts',
          setupFiles: [
            './local/test/process-of-file.ts',
            './local/test/statements-of-file.ts',
            './local/test/database-of-file.ts',
          ],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          isolate: false,
          // More than there are processors: much of a database test is waiting for commits and connections.
          maxWorkers: 3,
        },
      },
    ],
  },
})
