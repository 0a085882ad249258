import { idOf } from '@market-trak/stripe-emulator/parts'
import type Stripe from 'stripe'
import type { Step } from './scenario'
import type { StripeEmulator } from './stripe-emulator'

const DAY = 86_400

type DashboardStep = Extract<
  Step,
  {
    do:
      | 'pause-billing'
      | 'resume-billing'
      | 'pay-draft'
      | 'end-on-date'
      | 'write-off'
      | 'set-quantity'
      | 'give-trial'
  }
>

/** What operators do in Stripe's dashboard without the product. Each returns its outcome in a word. */
export class Dashboard {
  constructor(private readonly stripe: StripeEmulator) {}

  run(step: DashboardStep): Promise<string> {
    return this.stripe.quietly(() => this.act(step))
  }

  private async act(step: DashboardStep): Promise<string> {
    const { subscriptions, invoices } = this.stripe.client
    if (step.do === 'give-trial') return this.giveTrial(step)
    const alive = this.alive()
    if (!alive) return 'nothing'
    switch (step.do) {
      case 'pause-billing':
        await subscriptions.update(alive.id, { pause_collection: { behavior: step.behavior } })
        return step.behavior
      case 'resume-billing':
        return this.resume(alive)
      case 'pay-draft': {
        const draft = this.invoice(alive, 'draft')
        if (!draft || draft.auto_advance) return 'nothing'
        const paid = await invoices.pay(draft.id).catch(() => null)
        return paid ? 'paid' : 'not paid'
      }
      case 'end-on-date':
        if (alive.schedule || alive.cancel_at !== null) return 'nothing'
        await subscriptions.update(alive.id, { cancel_at: this.stripe.world.now() + 10 * DAY })
        return 'in ten days'
      case 'write-off': {
        const open = this.invoice(alive, 'open')
        if (!open) return 'nothing'
        if (step.voids) await invoices.voidInvoice(open.id)
        else await invoices.markUncollectible(open.id)
        return step.voids ? 'voided' : 'written off'
      }
      case 'set-quantity': {
        const item = alive.items.data[0]?.id
        if (alive.schedule || alive.pending_update || alive.status !== 'active') return 'nothing'
        const items = [{ id: item, quantity: step.quantity }]
        await subscriptions.update(alive.id, { items, proration_behavior: 'none' })
        return String(step.quantity)
      }
    }
  }

  private async resume(alive: Stripe.Subscription): Promise<string> {
    const { subscriptions } = this.stripe.client
    if (alive.status === 'paused') {
      await subscriptions.resume(alive.id)
      return 'plan resumed'
    }
    if (!alive.pause_collection) return 'nothing'
    await subscriptions.update(alive.id, { pause_collection: '' })
    return 'billing resumed'
  }

  private alive(): Stripe.Subscription | undefined {
    return this.stripe.world.store.list('subscription').find(({ ended_at }) => ended_at === null)
  }

  private invoice({ id }: Stripe.Subscription, status: Stripe.Invoice.Status): Stripe.Invoice | undefined {
    return this.stripe.world.store
      .list('invoice', { where: [['status', status]] })
      .find(({ parent }) => idOf(parent?.subscription_details?.subscription) === id)
  }

  /** Only for a customer without a plan: a free plan, with or without a card for later renewals. */
  private async giveTrial({ days, pauses }: Extract<Step, { do: 'give-trial' }>): Promise<string> {
    const { client, world } = this.stripe
    const [customer] = world.store.list('customer', { limit: 1 })
    const price = world.store.list('price').find(({ recurring }) => recurring?.interval === 'month')
    if (!customer || !price || this.alive()) return 'nothing'
    await client.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: days,
      trial_settings: {
        end_behavior: { missing_payment_method: pauses ? 'pause' : 'create_invoice' },
      },
    })
    return `${days} days`
  }
}
