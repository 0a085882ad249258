import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, inject, vi } from 'vitest'
import { DISTRIBUTED, LOCAL, MANAGED, REFERENCE } from '@/db/distribute/distribution'
import { checkSent, SentStatements } from '../statements/check-file'
import { checkTransactions } from '../statements/check-transactions'
import { recordDriver, recordDrizzle } from '../statements/record'
import type { Problem } from '../statements/rules'

/**
 * Vitest setup for database tests: checks the statements that the product sends in each test file, for a database that is
 * distributed by workspace (R53, local/statements).
 */
type Recorder = { sent: SentStatements; known: Map<string, Problem[]> }
// Files of one worker share its process, and Drizzle's classes.
const held = globalThis as typeof globalThis & { sentStatements?: Recorder }
const recorder = held.sentStatements ?? startRecording()
held.sentStatements = recorder

function startRecording(): Recorder {
  const made: Recorder = { sent: new SentStatements(), known: new Map() }
  recordDrizzle((text, file, transaction) => made.sent.add(text, file, transaction))
  return made
}

vi.mock('@/db/connections/connection', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/db/connections/connection')>()
  const openPostgres: typeof original.openPostgres = (...args) =>
    recordDriver(original.openPostgres(...args), (text, file) => recorder.sent.add(text, file))
  return { ...original, openPostgres }
})

const { volatile, mutable } = inject('functions')
const catalog = {
  distributed: DISTRIBUTED,
  reference: REFERENCE,
  local: LOCAL,
  managed: MANAGED,
  volatile: new Set(volatile),
  mutable: new Set(mutable),
}

afterAll(() => {
  const transactions = recorder.sent.takeTransactions()
  const { violations, used } = checkSent(recorder.sent.take(), catalog, recorder.known)
  violations.push(...checkTransactions(transactions, catalog, recorder.known))
  const folder = inject('statementsFolder')
  if (used.length > 0) appendFileSync(join(folder, `${process.pid}.txt`), `${used.join('\n')}\n`)
  if (violations.length === 0) return
  throw new Error(
    `Statements for one workspace must name it (local/statements):\n\n${violations.join('\n\n')}`,
  )
})
