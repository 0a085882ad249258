import { takeOverSettings } from '../running-copy'

/**
 * `npm run ledger:verify`: re-derives every balance, hold, lot and rollup from the entries of a running copy, or of
 * the database in DATABASE_URL. Prints each difference and a count; exit 1 if there is one.
 */
takeOverSettings()
const { verifyLedger } = await import('@/lib/credits/verify/verify')

let found = 0
const { workspaces, entries } = await verifyLedger({
  onDifference: ({ workspaceId, what, expected, found: value }) => {
    found += 1
    console.log(`workspace ${workspaceId}: ${what}: expected ${expected}, found ${value}`)
  },
})
console.log(`${workspaces} workspaces, ${entries} entries, ${found} differences`)
process.exitCode = found > 0 ? 1 : 0
