import { parseArgs } from 'node:util'
import { makeSimulationDatabase } from './processes/database'
import { startSimulationServer } from './processes/server'

/**
 * `npm run stripe:chaos -- --seeds 200 [--seed 1]`: random customer scenarios with the local Stripe, each run with and
 * without faults. Prints every difference and a summary; exits with 1 if there are any.
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
  console.error('npm run stripe:chaos -- [--seeds <count>] [--seed <first seed>]')
  process.exit(2)
}
