import { parseArgs } from 'node:util'
import { openPostgres } from '@/db/connections/connection'
import { distribute, readDistributionPlan, refuseWhileInUse, SHARDS } from '@/db/distribute/distribute'
import { DistributionError } from '@/db/distribute/plan'
import { runCommand, withDatabase } from '@/local/database/with-database'
import { StartError } from '@/local/start/settings/settings'

/**
 * `npm run db:distribute`: makes a migrated database on a Citus coordinator distributed (docs/citus.md). Says what it would
 * do; `-- --apply` does it, and can be repeated after an interruption. `--shards 64` sets the number of shards, once.
 */
const { values } = parseArgs({
  options: {
    apply: { type: 'boolean', default: false },
    shards: { type: 'string', default: String(SHARDS) },
  },
})
const shards = Number(values.shards)
if (!Number.isInteger(shards) || shards < 1 || shards > 1024) {
  console.error('--shards must be a whole number from 1 to 1024.')
  process.exit(2)
}

await runCommand(() =>
  withDatabase(async (url) => {
    const unlimited = { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 }
    const sql = openPostgres(url, { max: 1, connection: unlimited })
    try {
      await run(sql)
    } catch (error) {
      throw error instanceof DistributionError ? new StartError(error.message) : error
    } finally {
      await sql.end({ timeout: 5 })
    }
  }),
)

async function run(sql: Parameters<typeof distribute>[0]): Promise<void> {
  const steps = await readDistributionPlan(sql, shards)
  if (steps.length === 0) return console.log('The database is already distributed. There is nothing to do.')
  if (!values.apply) {
    for (const { title, statements } of steps) {
      console.log(`\n-- ${title}`)
      for (const statement of statements) console.log(`${statement};`)
    }
    console.log(
      `\nNothing was changed. These are ${steps.length} steps. Back up the database, stop the web and worker processes, ` +
        'and run `npm run db:distribute -- --apply`.',
    )
    return
  }
  await refuseWhileInUse(sql)
  await distribute(sql, { shards, onStep: ({ title }) => console.log(title) })
  console.log('The database is distributed.')
}
