import { loadInstanceSettings } from '../current-instance'

/**
 * `npm run ledger:verify`: recalculates every balance, hold, lot and rollup from the ledger entries of the running instance or
 * of DATABASE_URL. Prints each discrepancy and a count; exits with 1 if there are any.
 */
loadInstanceSettings()
const { verifyLedger } = await import('@/lib/credits/verify/verify')

let found = 0
const { workspaces, entries } = await verifyLedger({
  onDifference: ({ workspaceId, what, expected, found: value }) => {
    found += 1
    console.log(`workspace ${workspaceId}: ${what}: expected ${expected}, found ${value}`)
  },
})
console.log(`${workspaces} workspaces, ${entries} entries, ${found} discrepancies`)
process.exitCode = found > 0 ? 1 : 0
