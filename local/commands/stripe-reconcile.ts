import { takeOverSettings } from '../running-copy'

/**
 * `npm run stripe:reconcile [-- --days 30]`: compares Stripe with the books of a running copy, or of the database in
 * DATABASE_URL, and applies what was missed. Prints one line and each open finding; exit 1 if there is one.
 */
takeOverSettings()
const { disconnect } = await import('@/db/client')
const { closeLanes } = await import('@/lib/credits/post')
const { closeReader } = await import('@/lib/credits/read/read')
const { openDiscrepancies } = await import('@/lib/billing/payments/discrepancies')
const { reconcile } = await import('@/lib/billing/stripe/reconcile/reconcile')

const at = process.argv.indexOf('--days')
const days = at > 0 ? Number(process.argv[at + 1]) : 30
if (!Number.isInteger(days) || days < 1) throw new Error('--days takes a whole number of days')
const { summary, findings } = await reconcile(days)
for (const { kind, stripeId, what } of await openDiscrepancies()) console.log(`${kind} ${stripeId}: ${what}`)
console.log(summary)
await Promise.all([closeLanes(), closeReader(), disconnect()])
process.exitCode = findings > 0 ? 1 : 0
