import { randomUUID } from 'node:crypto'
import type { TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, members, users, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { pushBillingContact, pushChangedContacts } from './billing-contact.ts'
import { BillingDetailsInput, getBillingDetails, saveBillingDetails } from './billing-details.ts'
import { ensureCustomer } from './customer.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

const acme = {
  name: 'Acme Homes LLC',
  email: 'books@acme.test',
  line1: '1 Main St',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  country: 'US',
  taxIdType: 'us_ein',
  taxId: '12-3456789',
}

const save = (ctx: WorkspaceContext, over: object = {}) =>
  saveBillingDetails(ctx, BillingDetailsInput.parse({ requestId: randomUUID(), ...acme, ...over }))

async function atStripe({ workspaceId }: WorkspaceContext) {
  const { stripeCustomerId: id } = await subscriptionOf(workspaceId)
  const customer = await local.stripe.customers.retrieve(id ?? '')
  if (customer.deleted) throw new Error('the customer is there')
  const { data } = await local.stripe.customers.listTaxIds(customer.id)
  return { ...customer, taxIds: data.map(({ type, value }) => ({ type, value })) }
}

const nameOf = async ({ workspaceId }: WorkspaceContext) =>
  (await system().select().from(workspaces).where(eq(workspaces.id, workspaceId)))[0]?.name ?? ''

const emailOf = async (userId: number) =>
  (await system().select().from(users).where(eq(users.id, userId)))[0]?.email ?? ''

async function addMember({ workspaceId }: WorkspaceContext, role: 'owner' | 'admin') {
  const [person] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@test.test` })
    .returning()
  if (!person) throw new Error('the person was just added')
  await system().insert(members).values({ workspaceId, userId: person.id, role })
  return person
}

/** The same as a transfer of ownership. */
async function handOver({ workspaceId, userId }: WorkspaceContext, to: number) {
  const give = (id: number, role: 'owner' | 'admin') =>
    system().update(members).set({ role }).where(eq(members.userId, id))
  await give(to, 'owner')
  await give(userId, 'admin')
  return workspaceId
}

describe('R47: billing details', () => {
  it('saves name, email, address and tax ID in Stripe and reads them back', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await save(ctx)
    expect(await atStripe(ctx)).toMatchObject({
      name: 'Acme Homes LLC',
      email: 'books@acme.test',
      address: { line1: '1 Main St', city: 'Seattle', country: 'US' },
      taxIds: [{ type: 'us_ein', value: '12-3456789' }],
    })
    expect(await getBillingDetails(ctx)).toMatchObject({
      name: 'Acme Homes LLC',
      followsWorkspace: false,
      followsOwner: false,
      address: { postalCode: '98101' },
      taxId: { type: 'us_ein', value: '12-3456789' },
    })
    const rows = await system().select().from(auditEvents).where(eq(auditEvents.workspaceId, ctx.workspaceId))
    expect(rows.map(({ verb }) => verb)).toContain('billing.details-changed')
  })

  it('a repeated request changes nothing, and one with a correction is a new change', async () => {
    const ctx = await makeSubscriber('growth', 0)
    const requestId = randomUUID()
    await Promise.all([save(ctx, { requestId }), save(ctx, { requestId })])
    expect((await atStripe(ctx)).taxIds).toHaveLength(1)
    await save(ctx, { requestId, city: 'Tacoma' })
    await save(ctx, { city: 'Seattle' })
    expect(await atStripe(ctx)).toMatchObject({ address: { city: 'Seattle' }, taxIds: [{}] })
  })

  it('refuses a member', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await ensureCustomer(ctx)
    const before = await atStripe(ctx)
    await expect(save({ ...ctx, role: 'member' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await atStripe(ctx)).toEqual(before)
  })

  it('R35: does not change the details of another workspace', async () => {
    const [ours, theirs] = [await makeSubscriber('growth', 0), await makeSubscriber('growth', 0)]
    await save(theirs, { name: 'Theirs' })
    await save(ours)
    expect(await atStripe(theirs)).toMatchObject({ name: 'Theirs' })
    expect(await getBillingDetails(ours)).toMatchObject({ name: 'Acme Homes LLC' })
  })

  it('an invalid tax ID changes nothing; a blank one removes it', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await save(ctx)
    const wrong = save(ctx, { name: 'Other', taxIdType: 'eu_vat', taxId: '!!' })
    await expect(wrong).rejects.toMatchObject({ code: 'billing.tax-id' })
    expect(await atStripe(ctx)).toMatchObject({ name: 'Acme Homes LLC', taxIds: [{ type: 'us_ein' }] })
    await save(ctx, { taxIdType: 'eu_vat', taxId: 'DE123456789' })
    expect((await atStripe(ctx)).taxIds).toEqual([{ type: 'eu_vat', value: 'DE123456789' }])
    await save(ctx, { taxIdType: '', taxId: '' })
    expect((await atStripe(ctx)).taxIds).toEqual([])
  })

  it.each([
    [{ name: ' ' }, 'name'],
    [{ email: 'nobody' }, 'email'],
    [{ country: 'XX' }, 'country'],
    [{ country: '' }, 'country'],
    [{ taxIdType: '' }, 'taxIdType'],
    [{ taxIdType: 'drop table' }, 'taxIdType'],
    [{ line1: 'x'.repeat(201) }, 'line1'],
  ])('reports the invalid field: %j', (over, field) => {
    const parsed = BillingDetailsInput.safeParse({ requestId: randomUUID(), ...acme, ...over })
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})

describe('R47: the billing contact follows the workspace', () => {
  it('starts as the owner, no matter who buys first, and follows a rename and a change of owner', async () => {
    const ctx = await makeSubscriber('growth', 0)
    const admin = await addMember(ctx, 'admin')
    await ensureCustomer({ ...ctx, userId: admin.id, role: 'admin' })
    await pushBillingContact(ctx.workspaceId)
    expect(await atStripe(ctx)).toMatchObject({ name: await nameOf(ctx), email: await emailOf(ctx.userId) })
    await system().update(workspaces).set({ name: 'Harbor Hill' }).where(eq(workspaces.id, ctx.workspaceId))
    await handOver(ctx, admin.id)
    expect(await pushChangedContacts()).toBeGreaterThan(0)
    expect(await atStripe(ctx)).toMatchObject({ name: 'Harbor Hill', email: admin.email })
    await system()
      .update(users)
      .set({ email: `new-${admin.email}` })
      .where(eq(users.id, admin.id))
    await pushChangedContacts()
    expect(await atStripe(ctx)).toMatchObject({ email: `new-${admin.email}` })
  })

  it('keeps a name and email entered in the app', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await save(ctx)
    const other = await addMember(ctx, 'owner')
    await system().update(workspaces).set({ name: 'Renamed' }).where(eq(workspaces.id, ctx.workspaceId))
    await handOver(ctx, other.id)
    await pushChangedContacts()
    expect(await atStripe(ctx)).toMatchObject({ name: 'Acme Homes LLC', email: 'books@acme.test' })
  })

  it('keeps a name and email entered in Stripe', async () => {
    const ctx = await makeSubscriber('growth', 0)
    const customer = await ensureCustomer(ctx)
    await pushBillingContact(ctx.workspaceId)
    await local.stripe.customers.update(customer, { name: 'Entered Ltd', email: 'entered@books.test' })
    await system().update(workspaces).set({ name: 'Renamed' }).where(eq(workspaces.id, ctx.workspaceId))
    await pushChangedContacts()
    expect(await atStripe(ctx)).toMatchObject({ name: 'Entered Ltd', email: 'entered@books.test' })
    expect(await getBillingDetails(ctx)).toMatchObject({ name: 'Entered Ltd', followsWorkspace: false })
    expect(await pushChangedContacts()).toBe(0)
  })

  it('sends everything to a new customer after Stripe lost the old one', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await save(ctx)
    await local.stripe.customers.del((await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? '')
    await ensureCustomer(ctx)
    expect(await atStripe(ctx)).toMatchObject({ name: 'Acme Homes LLC', email: 'books@acme.test' })
  })

  it('updates Stripe later when it was unavailable', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await ensureCustomer(ctx)
    await pushBillingContact(ctx.workspaceId)
    await system().update(workspaces).set({ name: 'Later' }).where(eq(workspaces.id, ctx.workspaceId))
    await fetch(`${local.url}/_local/faults`, {
      method: 'POST',
      body: JSON.stringify({ apiErrorShare: 1, apiErrorWhen: 'before' }),
    })
    expect(await pushChangedContacts()).toBe(0)
    await fetch(`${local.url}/_local/faults`, { method: 'DELETE' })
    expect(await pushChangedContacts()).toBe(1)
    expect(await atStripe(ctx)).toMatchObject({ name: 'Later' })
  })
})
