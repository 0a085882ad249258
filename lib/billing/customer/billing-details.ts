import type Stripe from 'stripe'
import { z } from 'zod'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isCountry } from '@/lib/core/text/places/countries'
import { inputHash } from '@/lib/credits/decide/keys'
import { stripe } from '../stripe/client.ts'
import { nullIfMissing } from '../stripe/responses.ts'
import { audit } from '../subscription/current-subscription.ts'
import type { BillingDetails } from '../views.ts'
import { getBillingContact, saveBillingContact } from './billing-contact.ts'
import { ensureCustomer } from './customer.ts'
import { isTaxIdType, taxIdLabel } from './tax-id-types.ts'

const line = (most: number) => z.string().trim().max(most, `Use at most ${most} characters.`).default('')

export const BillingDetailsInput = z
  .object({
    /** Created with the form, so a second click is the same change. */
    requestId: z.string().min(16).max(120),
    name: z.string().trim().min(1, 'Enter a billing name.').max(150, 'Use at most 150 characters.'),
    email: z.email('Enter a valid email address.').max(254),
    line1: line(200),
    line2: line(200),
    city: line(100),
    state: line(100),
    postalCode: line(20),
    country: z
      .string()
      .default('')
      .refine((code) => code === '' || isCountry(code), 'Choose a country.'),
    taxIdType: z
      .string()
      .regex(/^([a-z]{2}_[a-z_]{2,20})?$/, 'Choose a tax ID type.')
      .default(''),
    taxId: line(40),
  })
  .superRefine((input, context) => {
    const problem = (path: keyof typeof input, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (input.taxId && !input.taxIdType) problem('taxIdType', 'Choose a tax ID type.')
    const hasAddress = input.line1 || input.line2 || input.city || input.state || input.postalCode
    if (hasAddress && !input.country) problem('country', 'Choose a country.')
  })

export type BillingDetailsInput = z.output<typeof BillingDetailsInput>

/** Reads the billing details on invoices from Stripe; for owners and admins (R47). */
export async function getBillingDetails(ctx: WorkspaceContext): Promise<BillingDetails> {
  const contact = await getBillingContact(ctx.workspaceId)
  if (!contact) throw notFound('workspace')
  const [customer, taxIds] = contact.customer ? await atStripe(contact.customer) : [null, []]
  // Details that have not reached Stripe yet are shown as they will be.
  const isSettled = customer !== null && !contact.isBehind
  const address = customer?.address
  const [taxId, ...otherTaxIds] = taxIds
  return {
    name: (isSettled && customer.name) || contact.name || contact.workspaceName,
    email: (isSettled && customer.email) || contact.email || contact.ownerEmail || '',
    followsWorkspace: contact.name === null,
    followsOwner: contact.email === null,
    address: {
      line1: address?.line1 ?? '',
      line2: address?.line2 ?? '',
      city: address?.city ?? '',
      state: address?.state ?? '',
      postalCode: address?.postal_code ?? '',
      country: address?.country ?? '',
    },
    taxId: taxId ? { type: taxId.type, value: taxId.value } : null,
    otherTaxIds: otherTaxIds.map(({ type, value }) => `${taxIdLabel(type)} ${value}`),
  }
}

async function atStripe(id: string): Promise<[Stripe.Customer | null, Stripe.TaxId[]]> {
  const customer = await nullIfMissing(stripe().customers.retrieve(id))
  if (!customer || customer.deleted) return [null, []]
  const { data } = await stripe().customers.listTaxIds(id, { limit: 10 })
  return [customer, data]
}

/**
 * Changes the billing details of future invoices. A name equal to the workspace's and an email equal to the owner's keep
 * following them. Safe to repeat.
 * @throws Refusal `forbidden`; `billing.tax-id` when Stripe refuses the tax ID, in which case nothing changes.
 */
export async function saveBillingDetails(ctx: WorkspaceContext, input: BillingDetailsInput): Promise<void> {
  if (ctx.role === 'member')
    throw new Refusal('forbidden', 'Only owners and admins can change billing details.')
  const contact = await getBillingContact(ctx.workspaceId)
  if (!contact) throw notFound('workspace')
  const customer = await ensureCustomer(ctx)
  const request = `billing-details:${ctx.workspaceId}:${input.requestId}`
  await replaceTaxId(customer, input, request)
  const { name, email } = input
  const fields = { name, email, address: addressOf(input) }
  // The same form may be sent again with a correction, which is a different change.
  const key = `${request}:${inputHash([customer, JSON.stringify(fields)])}`
  await stripe().customers.update(customer, fields, { idempotencyKey: key })
  await saveBillingContact(ctx.workspaceId, {
    name: name === contact.workspaceName ? null : name,
    email: email.toLowerCase() === contact.ownerEmail?.toLowerCase() ? null : email,
    pushedName: name,
    pushedEmail: email,
  })
  await audit(ctx, 'billing.details-changed')
}

/** An empty field clears the value in Stripe. */
function addressOf({
  line1,
  line2,
  city,
  state,
  postalCode,
  country,
}: BillingDetailsInput): Stripe.Emptyable<Stripe.AddressParam> {
  return country ? { line1, line2, city, state, postal_code: postalCode, country } : ''
}

/** Creates the new tax ID first, so the old one is kept when Stripe refuses it. */
async function replaceTaxId(customer: string, input: BillingDetailsInput, request: string): Promise<void> {
  const { data } = await stripe().customers.listTaxIds(customer, { limit: 10 })
  const [shown] = data
  const { taxIdType: type, taxId: value } = input
  if (value ? data.some((known) => known.type === type && known.value === value) : !shown) return
  if (value) {
    if (!isTaxIdType(type)) throw taxIdRefused()
    try {
      const idempotencyKey = `${request}:tax:${type}:${inputHash([value])}`
      await stripe().customers.createTaxId(customer, { type, value }, { idempotencyKey })
    } catch (error) {
      throw isInvalidTaxId(error) ? taxIdRefused() : error
    }
  }
  if (shown) await stripe().customers.deleteTaxId(customer, shown.id)
}

const taxIdRefused = () =>
  new Refusal(
    'billing.tax-id',
    'This tax ID doesn’t match its type. Check the number and the type, then save again.',
  )

const isInvalidTaxId = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'tax_id_invalid'
