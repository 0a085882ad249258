import { disconnect } from '@/db/client'
import { openDiscrepancies } from '@/lib/billing/payments/discrepancies'
import { reconcile } from '@/lib/billing/stripe/reconcile/reconcile'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'

/**
 * `npm run stripe:reconcile [-- --days 30]`: compares Stripe with the ledger of the running instance or of DATABASE_URL, and
 * applies missed changes. Prints open discrepancies and a summary; exits with 1 if there are any.
 */
const at = process.argv.indexOf('--days')
const days = at > 0 ? Number(process.argv[at + 1]) : 30
if (!Number.isInteger(days) || days < 1) throw new Error('--days must be a whole number of days')
const { summary, findings } = await reconcile(days)
for (const { kind, stripeId, what } of await openDiscrepancies()) console.log(`${kind} ${stripeId}: ${what}`)
console.log(summary)
await Promise.all([closeLanes(), closeReader(), disconnect()])
process.exitCode = findings > 0 ? 1 : 0
