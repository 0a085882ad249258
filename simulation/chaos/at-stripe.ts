import { idOf } from '@market-trak/stripe-emulator/parts'
import type Stripe from 'stripe'
import { cardForm } from './card-form'
import type { Step } from './scenario'
import type { StripeEmulator } from './stripe-emulator'

/** The pack that a charge paid for: its checkout wrote so on it, and an auto top-up on its invoice. */
export function purchaseIdOf({ store }: StripeEmulator['world'], charge: Stripe.Charge): string | undefined {
  if (charge.metadata.purchase_id !== undefined) return charge.metadata.purchase_id
  const intent = idOf(charge.payment_intent) ?? ''
  const [payment] = store.list('invoice_payment', { where: [['payment.payment_intent', intent]], limit: 1 })
  return store.find('invoice', idOf(payment?.invoice))?.metadata?.purchase_id
}

/** Events at Stripe that happen to a customer without the product. Each returns its outcome in a word. */
export class AtStripe {
  constructor(private readonly stripe: StripeEmulator) {}

  /** Pending bank debits, of a checkout or of a renewal. */
  private underWay(): string[] {
    const { store } = this.stripe.world
    const isUnderWay = (invoice: string) => {
      const [payment] = store.list('invoice_payment', { where: [['invoice', invoice]], limit: 1 })
      const intent = store.find('payment_intent', idOf(payment?.payment.payment_intent))
      return intent?.status === 'processing'
    }
    const sessions = store
      .list('checkout.session')
      .filter(({ status, payment_status }) => status === 'complete' && payment_status === 'unpaid')
    const first = new Set(sessions.map(({ invoice }) => idOf(invoice)))
    const waiting = sessions.filter(({ invoice, payment_intent }) => {
      const intent = store.find('payment_intent', idOf(payment_intent))
      return invoice ? isUnderWay(idOf(invoice) ?? '') : intent?.status === 'processing'
    })
    const renewals = store
      .list('invoice', { where: [['status', 'open']] })
      .filter(({ id }) => !first.has(id) && isUnderWay(id))
    return [...waiting.map(({ id }) => `checkout/${id}`), ...renewals.map(({ id }) => `invoices/${id}`)]
  }

  async transfer({ which, arrives }: Extract<Step, { do: 'transfer' }>): Promise<string> {
    const open = this.underWay()
    const debit = open[which % open.length]
    if (!debit) return 'nothing'
    await this.stripe.control(`${debit}/settle`, { succeeded: arrives })
    return arrives ? 'arrived' : 'refused'
  }

  /** Completed payments for packs, newest first. */
  private packCharges(): Stripe.Charge[] {
    const { world } = this.stripe
    return world.store
      .list('charge')
      .filter((charge) => charge.paid && purchaseIdOf(world, charge) !== undefined)
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

  async dispute({ which, percent, inquiry }: Extract<Step, { do: 'dispute' }>): Promise<string> {
    const able = this.packCharges().filter((charge) => !charge.refunded && this.disputableCents(charge) > 0)
    const charge = able[which % able.length]
    if (!charge) return 'nothing'
    const amount = Math.min(this.disputableCents(charge), Math.ceil((charge.amount * percent) / 100))
    await this.stripe.control('disputes', { charge: charge.id, amount, inquiry })
    return `${inquiry ? 'inquired about' : 'disputed'} ${amount} cents`
  }

  private disputableCents({ id, amount, amount_refunded }: Stripe.Charge): number {
    const disputes = this.stripe.world.store.list('dispute', { where: [['charge', id]] })
    return disputes
      .filter(({ status }) => status !== 'won' && status !== 'warning_closed')
      .reduce((left, dispute) => left - dispute.amount, amount - amount_refunded)
  }

  /** Does something to one of Stripe's objects, by its index. Returns the outcome in a word. */
  private async happens(ids: readonly string[], which: number, route: string, done: string): Promise<string> {
    const id = ids[which % ids.length]
    if (!id) return 'nothing'
    await this.stripe.control(route.replace(':id', id), {})
    return done
  }

  private disputesWith(...statuses: string[]): string[] {
    const disputes = this.stripe.world.store.list('dispute')
    return disputes.filter(({ status }) => statuses.includes(status)).map(({ id }) => id)
  }

  escalate(which: number): Promise<string> {
    return this.happens(
      this.disputesWith('warning_needs_response'),
      which,
      'disputes/:id/escalate',
      'escalated',
    )
  }

  reverseDispute(which: number): Promise<string> {
    return this.happens(this.disputesWith('lost'), which, 'disputes/:id/reverse', 'reversed')
  }

  failRefund(which: number): Promise<string> {
    const refunds = this.stripe.world.store.list('refund').filter(({ status }) => status === 'succeeded')
    return this.happens(
      refunds.map(({ id }) => id),
      which,
      'refunds/:id/fail',
      'failed',
    )
  }

  async warnOfFraud(which: number): Promise<string> {
    const charges = this.packCharges()
    const charge = charges[which % charges.length]
    if (!charge) return 'nothing'
    await this.stripe.control('early_fraud_warnings', { charge: charge.id })
    return 'reported'
  }

  async closeDispute({ which, won }: Extract<Step, { do: 'close-dispute' }>): Promise<string> {
    const open = this.stripe.world.store
      .list('dispute')
      .filter(({ status }) => ['needs_response', 'under_review', 'warning_needs_response'].includes(status))
    const dispute = open[which % open.length]
    if (!dispute) return 'nothing'
    await this.stripe.control(`disputes/${dispute.id}/close`, { outcome: won ? 'won' : 'lost' })
    return won ? 'won' : 'lost'
  }

  /** In the dashboard: changes the monthly plan to another one, without the product. */
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

  /** Deletes our newest customer in the dashboard; its subscription ends with it. */
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
