import { loadInstanceSettings } from '../current-instance'

/**
 * `npm run stripe:reconcile [-- --days 30]`: compares Stripe with the ledger of the running instance or of DATABASE_URL, and
 * applies missed changes. Prints open discrepancies and a summary; exits with 1 if there are any.
 */
loadInstanceSettings()
const { disconnect } = await import('@/db/client')
const { closeLanes } = await import('@/lib/credits/post')
const { closeReader } = await import('@/lib/credits/read/read')
const { openDiscrepancies } = await import('@/lib/billing/payments/discrepancies')
const { reconcile } = await import('@/lib/billing/stripe/reconcile/reconcile')

const at = process.argv.indexOf('--days')
const days = at > 0 ? Number(process.argv[at + 1]) : 30
if (!Number.isInteger(days) || days < 1) throw new Error('--days must be a whole number of days')
const { summary, findings } = await reconcile(days)
for (const { kind, stripeId, what } of await openDiscrepancies()) console.log(`${kind} ${stripeId}: ${what}`)
console.log(summary)
await Promise.all([closeLanes(), closeReader(), disconnect()])
process.exitCode = findings > 0 ? 1 : 0
