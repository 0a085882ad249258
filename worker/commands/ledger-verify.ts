import { verifyLedger } from '@/lib/credits/verify/verify'

/**
 * `npm run ledger:verify`: recalculates every balance, hold, lot and rollup from the ledger entries of the running instance or
 * of DATABASE_URL. Prints each discrepancy and a count; exits with 1 if there are any.
 */
let found = 0
const { workspaces, entries } = await verifyLedger({
  onDifference: ({ workspaceId, what, expected, found: value }) => {
    found += 1
    console.log(`workspace ${workspaceId}: ${what}: expected ${expected}, found ${value}`)
  },
})
console.log(`${workspaces} workspaces, ${entries} entries, ${found} discrepancies`)
process.exitCode = found > 0 ? 1 : 0
