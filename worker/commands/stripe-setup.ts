import { disconnect } from '@/db/client'
import { setUpStripe } from '@/lib/billing/stripe/setup-stripe'

/**
 * `npm run stripe:setup`: creates the products, prices, portal configuration and webhook endpoint in the Stripe account of
 * STRIPE_SECRET_KEY, for the catalog in DATABASE_URL and the URL in APP_URL. Safe to run again.
 */
// The endpoint doesn't exist yet, so its secret can't be set.
process.env.STRIPE_WEBHOOK_SECRET ||= 'whsec_not_made_yet'

const { prices, portal, endpoint } = await setUpStripe()
console.log(`${prices} prices set up for all plans and packs.`)
console.log(`Customer portal: ${portal}`)
console.log(`Webhook endpoint: ${endpoint.id}, ${endpoint.url}`)
console.log(
  endpoint.secret
    ? `Set STRIPE_WEBHOOK_SECRET=${endpoint.secret}\nIt is only shown once.`
    : 'The endpoint already existed. Find its secret in the Stripe Dashboard.',
)
await disconnect()
