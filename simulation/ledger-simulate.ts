import { parseArgs } from 'node:util'
import { dropSimulationDatabase, makeSimulationDatabase } from './processes/database'
import { startSimulationServer } from './processes/server'
import { simulate, totalFaults } from './processes/simulate'
import { DatabaseWorld } from './processes/world'

/** `npm run ledger:simulate -- --seeds 500 [--seed 1]`: see simulation/ledger/README.md. */

const USAGE =
  'npm run ledger:simulate -- [--seeds <count>] [--seed <first seed>] [--stop-at-first] [--on <database URL>]'
const WORKERS = 3
/** With fewer seeds, a rare fault may not have had a chance to occur. */
const SEEDS_FOR_EVERY_FAULT = 50

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    'stop-at-first': { type: 'boolean', default: false },
    /** The URL of a running PostgreSQL, which is never stopped. */
    on: { type: 'string' },
  },
})
const first = wholeNumber(values.seed ?? '1')
const seeds = wholeNumber(values.seeds ?? (values.seed === undefined ? '50' : '1'))

const server = values.on === undefined ? await startSimulationServer() : null
const serverUrl = server?.url ?? values.on ?? ''
const database = `simulation_${process.pid}`
try {
  process.exitCode = await run(await makeSimulationDatabase(serverUrl, database))
} finally {
  if (server) await server.stop()
  else await dropSimulationDatabase(serverUrl, database)
}

async function run(databaseUrl: string): Promise<number> {
  process.env.DATABASE_URL = databaseUrl
  const world = new DatabaseWorld(databaseUrl, WORKERS, server)
  await world.start()
  try {
    const summary = await simulate(world, {
      first,
      seeds,
      workers: WORKERS,
      mayStopServer: server !== null,
      stopAtFirst: values['stop-at-first'],
      onSeed: ({ seed, commands, violations }) => {
        if (violations.length > 0) console.log(`seed ${seed} (replay: --seed ${seed}), ${commands} commands:`)
        for (const violation of violations) console.log(`  ${violation}`)
      },
    })
    for (const [kind, times] of Object.entries(summary.counts))
      console.log(`${String(times).padStart(7)}  ${kind}`)
    const silent = seeds >= SEEDS_FOR_EVERY_FAULT ? summary.neverFired : []
    if (silent.length > 0) console.log(`never occurred: ${silent.join(', ')}`)
    const figures = [
      `${summary.seeds} seeds`,
      `${summary.commands.toLocaleString('en')} commands`,
      `${totalFaults(summary.counts).toLocaleString('en')} faults`,
      `${summary.violations.length} violations`,
    ]
    console.log(figures.join(', '))
    return summary.violations.length > 0 || silent.length > 0 ? 1 : 0
  } finally {
    await world.stop()
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    console.error(USAGE)
    process.exit(2)
  }
  return Number(text)
}
