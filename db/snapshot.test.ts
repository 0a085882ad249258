import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateDrizzleJson } from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import * as schema from './schema/index.ts'

const FOLDER = join(import.meta.dirname, 'migrations/meta')

test('the latest migration snapshot matches the schema', () => {
  const newest = readdirSync(FOLDER)
    .filter((file) => file.endsWith('_snapshot.json'))
    .sort()
    .at(-1)
  const stored = JSON.parse(readFileSync(join(FOLDER, newest ?? ''), 'utf8'))
  const { tables } = generateDrizzleJson(schema, stored.prevId, undefined, 'snake_case')
  expect(tables).toEqual(stored.tables)
})
