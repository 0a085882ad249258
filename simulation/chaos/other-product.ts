import type Stripe from 'stripe'
import { cardForm } from './card-form'
import type { StripeEmulator } from './stripe-emulator'

const NAME = 'Another product'

export const isOfOtherProduct = ({ name }: Stripe.Customer): boolean => name === NAME

/** Another product in our Stripe account. Its metadata looks like an older version of ours. */
export class OtherProduct {
  constructor(private readonly stripe: StripeEmulator) {}

  /** Sells a subscription and a single item, and refunds part of it. */
  async sell(workspaceId: number): Promise<string> {
    const { client } = this.stripe
    const metadata = { workspace_id: String(workspaceId) }
    const sessions = await this.stripe.quietly(async () => {
      const { id: customer } = await client.customers.create({ name: NAME, metadata })
      const start = { customer, metadata, success_url: 'https://other.example.com/' }
      const product_data = { name: NAME }
      const monthly = { currency: 'usd', unit_amount: 700, recurring: { interval: 'month' as const } }
      const { id: price } = await client.prices.create({ ...monthly, product_data })
      return [
        await client.checkout.sessions.create({
          ...start,
          mode: 'subscription',
          line_items: [{ price, quantity: 1 }],
          subscription_data: { metadata },
        }),
        await client.checkout.sessions.create({
          ...start,
          mode: 'payment',
          line_items: [{ price_data: { currency: 'usd', unit_amount: 1_200, product_data }, quantity: 1 }],
          payment_intent_data: { metadata },
        }),
      ]
    })
    for (const { url } of sessions) await this.stripe.post(url ?? '', cardForm('good'))
    await this.stripe.quietly(async () => {
      const { data } = await client.charges.list({ customer: String(sessions[0]?.customer) })
      await client.refunds.create({ charge: data[0]?.id ?? '', amount: 200 })
    })
    return 'sold'
  }
}
