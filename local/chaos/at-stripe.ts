import type Stripe from 'stripe'
import { cardForm } from './card-form'
import type { Step } from './life'
import type { StandIn } from './stand-in'

/** What befalls a customer at Stripe, without the product. Each answers what came of it, in a word. */
export class AtStripe {
  constructor(private readonly stripe: StandIn) {}

  async transfer({ which, arrives }: Extract<Step, { do: 'transfer' }>): Promise<string> {
    const open = this.stripe.world.store
      .list('checkout.session')
      .filter(({ status, payment_status }) => status === 'complete' && payment_status === 'unpaid')
    const session = open[which % open.length]
    if (!session) return 'nothing'
    await this.stripe.control(`checkout/${session.id}/settle`, { succeeded: arrives })
    return arrives ? 'arrived' : 'refused'
  }

  /** Payments for packs that were made, the newest first. */
  private packCharges(): Stripe.Charge[] {
    return this.stripe.world.store
      .list('charge')
      .filter(({ paid, metadata }) => paid && metadata.purchase_id !== undefined)
  }

  async refund({ which, percent }: Extract<Step, { do: 'refund' }>): Promise<string> {
    const able = this.packCharges().filter(({ disputed, refunded }) => !disputed && !refunded)
    const charge = able[which % able.length]
    if (!charge) return 'nothing'
    const left = charge.amount - charge.amount_refunded
    const amount = Math.min(left, Math.ceil((charge.amount * percent) / 100))
    await this.stripe.quietly(() => this.stripe.client.refunds.create({ charge: charge.id, amount }))
    return `${amount} cents`
  }

  async dispute(which: number): Promise<string> {
    const able = this.packCharges().filter(({ disputed, refunded }) => !disputed && !refunded)
    const charge = able[which % able.length]
    if (!charge) return 'nothing'
    await this.stripe.control('disputes', { charge: charge.id })
    return 'disputed'
  }

  async closeDispute({ which, won }: Extract<Step, { do: 'close-dispute' }>): Promise<string> {
    const open = this.stripe.world.store
      .list('dispute')
      .filter(({ status }) => status === 'needs_response' || status === 'under_review')
    const dispute = open[which % open.length]
    if (!dispute) return 'nothing'
    await this.stripe.control(`disputes/${dispute.id}/close`, { outcome: won ? 'won' : 'lost' })
    return won ? 'won' : 'lost'
  }

  /** In the dashboard: another monthly plan for one that runs by the month, without asking the product. */
  async changePlan(
    price: string,
    proration: Extract<Step, { do: 'change-in-dashboard' }>['proration'],
  ): Promise<string> {
    const alive = this.stripe.world.store.list('subscription').find(({ ended_at }) => ended_at === null)
    const item = alive?.items.data[0]
    const isPlain = alive?.status === 'active' && !alive.schedule && !alive.pending_update
    if (!alive || !item || !isPlain || item.price.recurring?.interval !== 'month') return 'nothing'
    if (item.price.id === price) return 'the same'
    await this.stripe.quietly(() =>
      this.stripe.client.subscriptions.update(alive.id, {
        items: [{ id: item.id, price }],
        proration_behavior: proration,
        payment_behavior: 'pending_if_incomplete',
      }),
    )
    return proration
  }

  async payOverdue(): Promise<string> {
    const [owed] = this.stripe.world.store.list('invoice', { where: [['status', 'open']] })
    if (!owed?.hosted_invoice_url) return 'nothing'
    const back = await this.stripe.post(owed.hosted_invoice_url, cardForm('good'))
    return back ? 'paid' : 'not paid'
  }

  /** Somebody deletes our newest customer in the dashboard; its subscription ends with it. */
  async deleteCustomer(): Promise<string> {
    const ours = this.stripe.world.store
      .list('customer')
      .find(({ metadata }) => metadata.market_trak_tag !== undefined)
    if (!ours) return 'nothing'
    await this.stripe.quietly(() => this.stripe.client.customers.del(ours.id))
    return 'deleted'
  }

  async newCard(fails: boolean): Promise<string> {
    const alive = this.stripe.world.store
      .list('subscription')
      .find(({ ended_at, metadata }) => ended_at === null && metadata.plan_key !== undefined)
    if (!alive) return 'nothing'
    const customer = String(alive.customer)
    await this.stripe.quietly(async () => {
      const card = fails ? 'pm_card_chargeCustomerFail' : 'pm_card_visa'
      const { id } = await this.stripe.client.paymentMethods.attach(card, { customer })
      await this.stripe.client.subscriptions.update(alive.id, { default_payment_method: id })
    })
    return fails ? 'a card that fails' : 'a good card'
  }
}
