import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const ROOT = `${import.meta.dirname}/..`
const files = globSync('{app,lib,worker,db}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
  (file) => !/\.test\.tsx?$/.test(file) && file !== 'db/schema/columns.ts',
)

it('queries built with Drizzle use marketNow for the current time', () => {
  const usesDrizzle = /import \{[^}]*\bsql\b[^}]*\} from 'drizzle-orm'/
  const built = files
    .map((file) => ({ file, text: readFileSync(`${ROOT}/${file}`, 'utf8') }))
    .filter(({ text }) => usesDrizzle.test(text))
  expect(built.length).toBeGreaterThan(100)
  expect(built.filter(({ text }) => text.includes('market_now()')).map(({ file }) => file)).toEqual([])
})
