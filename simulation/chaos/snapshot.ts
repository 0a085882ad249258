import { eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { billingFindings, creditLots, purchases, subscriptions, webhookEvents } from '@/db/schema'
import { entryKinds } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { purchaseIdOf } from './at-stripe'
import type { StripeEmulator } from './stripe-emulator'

/** The result of a run: the ledger and Stripe's money, without entry times and Stripe ids. */
export type Snapshot = Record<string, unknown>

export async function takeSnapshot(workspaceId: number, stripe: StripeEmulator): Promise<Snapshot> {
  // Read first: reading the account applies a reset that is due, which writes entries.
  const account = await readAccount(workspaceId)
  const [entries, lots, plan, bought, unapplied, findings] = await Promise.all([
    entriesOf(workspaceId),
    lotsOf(workspaceId),
    planOf(workspaceId),
    purchasesOf(workspaceId),
    unappliedEvents(),
    findingKinds(),
  ])
  const { allowanceLeft, extraLeft, held, frozen, allowance, granted, cycleStart, cycleEnd } = account
  const { fundedUntil, spendUntil } = account
  return {
    entries,
    account: { allowanceLeft, extraLeft, held, frozen, allowance, granted, cycleStart, cycleEnd },
    funding: { fundedUntil, spendUntil },
    lots,
    plan,
    purchases: bought,
    money: moneyOf(stripe),
    unapplied,
    findings,
  }
}

/**
 * By cycle, kind and subject, so that it makes no difference whether something was taken back in one part or two, or whether
 * a refund that failed was seen before it failed: credits that were taken and given back are as if nothing was taken.
 */
async function entriesOf(workspaceId: number): Promise<string[]> {
  const rows = await system().execute<{ line: string }>(sql`
    select c.cycle_start::text || ' kind ' || e.kind || ' for ' || e.subject_kind || ':' || e.subject_id
        || ' amount ' || sum(e.amount) || ' extra ' || sum(e.extra_amount) as line
    from credit_entries e, lateral (
      select cycle_start from credit_cycles c
      where c.workspace_id = e.workspace_id and c.first_seq <= e.seq order by c.first_seq desc limit 1
    ) c
    where e.workspace_id = ${workspaceId}
    group by c.cycle_start, e.kind, e.subject_kind, e.subject_id
    having e.kind <> ${entryKinds.clawBack} or sum(e.amount) <> 0
    order by 1`)
  return rows.map(({ line }) => line)
}

async function lotsOf(workspaceId: number) {
  const { subjectId, granted, takenBack, frozen, shortfall, expired, expiresAt } = creditLots
  return system()
    .select({ subjectId, granted, takenBack, frozen, shortfall, expired, expiresAt })
    .from(creditLots)
    .where(eq(creditLots.workspaceId, workspaceId))
    .orderBy(subjectId)
}

async function planOf(workspaceId: number) {
  const [row] = await system().select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId))
  if (!row) return null
  const {
    workspaceId: _,
    stripeCustomerId,
    stripeSubscriptionId,
    openInvoiceUrl,
    revision,
    syncedAt,
    ...rest
  } = row
  return { ...rest, owes: openInvoiceUrl !== null, subscribed: stripeSubscriptionId !== null }
}

async function purchasesOf(workspaceId: number) {
  const { id, credits, priceCents, status, refundedCents, dispute, creditsEndAt } = purchases
  const { paidCents, taxCents, discountCents } = purchases
  return system()
    .select({
      id,
      credits,
      priceCents,
      paidCents,
      taxCents,
      discountCents,
      status,
      refundedCents,
      dispute,
      creditsEndAt,
    })
    .from(purchases)
    .where(eq(purchases.workspaceId, workspaceId))
    .orderBy(id)
}

async function unappliedEvents(): Promise<string[]> {
  const rows = await system()
    .select({ status: webhookEvents.status, error: webhookEvents.lastError })
    .from(webhookEvents)
  return rows.flatMap(({ status, error }) =>
    status === 'applied' || status === 'ignored' ? [] : [`${status}: ${error}`],
  )
}

/** Stripe's ids and invoice numbers differ between the two runs. */
const withoutIds = (what: string) => what.replace(/\b(sub|in|cus|ch)_\w+|(?<=invoice )\S+/g, '...')

async function findingKinds(): Promise<string[]> {
  const rows = await system().select().from(billingFindings)
  return rows
    .filter(({ resolvedAt }) => !resolvedAt)
    .map(({ kind, what }) => (what.includes('chaos') ? kind : `${kind}: ${withoutIds(what)}`))
    .sort()
}

function moneyOf({ world: { store } }: StripeEmulator) {
  const charges = store.list('charge').filter(({ paid }) => paid)
  const sum = (cents: readonly number[]) => cents.reduce((total, one) => total + one, 0)
  return {
    customers: store.list('customer').length,
    subscriptions: store.list('subscription').map(({ status }) => status),
    charges: charges.length,
    invoicedCents: sum(store.list('invoice').map(({ amount_paid }) => amount_paid)),
    taxCents: sum(
      store.list('invoice').flatMap(({ total_taxes }) => (total_taxes ?? []).map(({ amount }) => amount)),
    ),
    billedTo: store.list('customer').map(({ name, address }) => [name, address?.country ?? null]),
    chargedCents: sum(charges.map(({ amount }) => amount)),
    refundedCents: sum(charges.map(({ amount_refunded }) => amount_refunded)),
    disputes: store.list('dispute').map(({ status }) => status),
    unpaidInvoices: store.list('invoice').filter(({ status }) => status === 'open').length,
  }
}

/** Compares Stripe's money with the credits by its own arithmetic: each paid pack exists once, less refunds. */
export function compareMoneyWithCredits({ world }: StripeEmulator, snapshot: Snapshot): string[] {
  const { store } = world
  const lots = snapshot.lots as Awaited<ReturnType<typeof lotsOf>>
  const lotOf = new Map(lots.map((lot) => [lot.subjectId, lot]))
  const credits = new Map(
    (snapshot.purchases as Awaited<ReturnType<typeof purchasesOf>>).map((one) => [one.id, one.credits]),
  )
  const problems: string[] = []
  const paid = new Set<string>()
  for (const charge of store.list('charge')) {
    const id = purchaseIdOf(world, charge)
    if (!charge.paid || id === undefined) continue
    if (paid.has(id)) problems.push(`purchase ${id} was paid twice`)
    paid.add(id)
    const lot = lotOf.get(id)
    const bought = credits.get(id) ?? 0
    const sumOf = (kind: 'dispute' | 'refund', ...statuses: string[]) =>
      store
        .list(kind, { where: [['charge', charge.id]] })
        .filter(({ status }) => statuses.includes(String(status)))
        .reduce((cents, { amount }) => cents + amount, 0)
    const backCents = sumOf('refund', 'succeeded', 'pending') + sumOf('dispute', 'lost')
    const back = Math.floor((bought * Math.min(backCents, charge.amount)) / charge.amount)
    const openCents = sumOf('dispute', 'needs_response', 'under_review')
    if (!lot) problems.push(`purchase ${id} was paid and has no credits`)
    // Expired credits are neither taken nor owed, so the total may be short by that amount.
    else if (
      lot.granted !== bought ||
      lot.takenBack + lot.shortfall > back ||
      lot.takenBack + lot.shortfall < back - lot.expired ||
      lot.frozen > Math.ceil((bought * openCents) / charge.amount)
    )
      problems.push(`purchase ${id}: ${bought} bought, ${back} back, but the lot says ${JSON.stringify(lot)}`)
  }
  for (const { payment_status, status, metadata } of store.list('checkout.session')) {
    if (status !== 'complete' || payment_status !== 'no_payment_required' || !metadata?.purchase_id) continue
    paid.add(metadata.purchase_id)
    const lot = lotOf.get(metadata.purchase_id)
    if (lot?.granted !== credits.get(metadata.purchase_id))
      problems.push(`purchase ${metadata.purchase_id} was free and has no credits`)
  }
  for (const { subjectId } of lots) if (!paid.has(subjectId)) problems.push(`lot ${subjectId} was never paid`)
  return problems
}
