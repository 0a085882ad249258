import { parseArgs } from 'node:util'
import { makeSimulationDatabase } from './processes/database'
import { startSimulationServer } from './processes/server'

/**
 * `npm run stripe:chaos -- --seeds 200 [--seed 1]`: random lives of customers through the local Stripe, each lived
 * with faults and without. Prints every difference and ends with a count; exit 1 if there is one.
 */
const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } })
const first = wholeNumber(values.seed ?? '1')
const seeds = wholeNumber(values.seeds ?? (values.seed === undefined ? '50' : '1'))

const server = await startSimulationServer()
try {
  process.env.DATABASE_URL = await makeSimulationDatabase(server.url, 'chaos')
  process.env.LOG_LEVEL ??= 'silent'
  const { chaos } = await import('./chaos/chaos')
  process.exitCode = await chaos(first, seeds)
} finally {
  await server.stop()
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  console.error('npm run stripe:chaos -- [--seeds <how many>] [--seed <the first one>]')
  process.exit(2)
}
