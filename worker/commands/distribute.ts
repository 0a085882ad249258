import { parseArgs } from 'node:util'
import { openPostgres } from '@/db/connections/connection'
import { distribute, readDistributionPlan, refuseWhileInUse, SHARDS } from '@/db/distribute/distribute'
import { DistributionError } from '@/db/distribute/plan'
import { settingValue } from '@/lib/core/settings/installation'

/**
 * `node dist/distribute.mjs`, `npm run db:distribute`: makes a migrated database on a Citus coordinator distributed
 * (docs/citus.md). Prints what it would do; `--apply` does it, and can be repeated after an interruption. `--shards 64` sets
 * the number of shards, once.
 */
const { values } = parseArgs({
  options: {
    apply: { type: 'boolean', default: false },
    shards: { type: 'string', default: String(SHARDS) },
  },
})
const shards = Number(values.shards)
const url = settingValue(process.env, 'DATABASE_DIRECT_URL') ?? settingValue(process.env, 'DATABASE_URL')

if (!Number.isInteger(shards) || shards < 1 || shards > 1024)
  refuse('--shards must be a whole number from 1 to 1024.')
if (!url) refuse('DATABASE_URL is not set. Set it, or DATABASE_DIRECT_URL if DATABASE_URL is a pooler.')

const unlimited = { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 }
const sql = openPostgres(url, { max: 1, connection: unlimited })
try {
  await run()
} catch (error) {
  console.error(error instanceof DistributionError ? error.message : error)
  process.exitCode = 1
} finally {
  await sql.end({ timeout: 5 })
}

async function run(): Promise<void> {
  const steps = await readDistributionPlan(sql, shards)
  if (steps.length === 0) return console.log('The database is already distributed. There is nothing to do.')
  if (!values.apply) {
    for (const { title, statements } of steps) {
      console.log(`\n-- ${title}`)
      for (const statement of statements) console.log(`${statement};`)
    }
    console.log(
      `\nNothing was changed. These are ${steps.length} steps. Back up the database, stop the web and worker processes, and ` +
        'run the same command with --apply.',
    )
    return
  }
  await refuseWhileInUse(sql)
  await distribute(sql, { shards, onStep: ({ title }) => console.log(title) })
  console.log('The database is distributed.')
}

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}
