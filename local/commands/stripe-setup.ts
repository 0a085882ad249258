import { takeOverSettings } from '../running-copy'

/**
 * `npm run stripe:setup`: makes the products, prices, portal settings and webhook endpoint in the Stripe account of
 * STRIPE_SECRET_KEY, for the catalogue in DATABASE_URL and the address in APP_URL. Safe to run again.
 */
takeOverSettings()
// The secret of the endpoint that is about to be made cannot be known yet.
process.env.STRIPE_WEBHOOK_SECRET ||= 'whsec_not_made_yet'
const { disconnect } = await import('@/db/client')
const { setUpStripe } = await import('@/lib/billing/stripe/setup-stripe')

const { prices, portal, endpoint } = await setUpStripe()
console.log(`${prices} prices are there, for every plan and pack.`)
console.log(`Customer portal: ${portal}`)
console.log(`Webhook endpoint: ${endpoint.id}, ${endpoint.url}`)
console.log(
  endpoint.secret
    ? `Set STRIPE_WEBHOOK_SECRET=${endpoint.secret}\nIt is shown this once.`
    : 'The endpoint was there already: its secret is in the Stripe dashboard.',
)
await disconnect()
