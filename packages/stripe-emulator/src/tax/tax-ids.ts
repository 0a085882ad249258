import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import type { World } from '../core/world'
import { pageOf } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { emit } from '../webhooks/events'

/** Number formats by type. Other types accept any number of 4 to 30 characters. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  au_abn: /^\d{11}$/,
  ca_bn: /^\d{9}$/,
  ca_gst_hst: /^\d{9}RT\d{4}$/,
  ch_vat: /^CHE-?[\d.]{9,12} ?(MWST|TVA|IVA)$/,
  eu_vat: /^[A-Z]{2}[0-9A-Z+*]{2,12}$/,
  gb_vat: /^(GB\d{9}(\d{3})?|(GBGD|GBHA)\d{3})$/,
  in_gst: /^\d{2}[A-Z0-9]{13}$/,
  us_ein: /^\d{2}-?\d{7}$/,
}

/** Types that Stripe verifies with an authority; others are "unavailable". */
const VERIFIED = new Set(['eu_vat', 'gb_vat', 'au_abn'])

export function createTaxId(
  world: World,
  customer: string,
  type: Stripe.TaxId.Type,
  value: string,
): Stripe.TaxId {
  const number = value.trim()
  if (!/^[a-z]{2}_[a-z_]{2,}$/.test(type)) throw invalid(`Invalid type: ${type}`, 'type')
  if (!(SHAPES[type] ?? /^.{4,30}$/).test(number.replaceAll(' ', '')))
    throw invalid(`Invalid value for ${type}.`, 'value', 'tax_id_invalid')
  const country = type === 'eu_vat' ? number.slice(0, 2).replace('EL', 'GR') : type.slice(0, 2).toUpperCase()
  const taxId = world.store.put('tax_id', {
    id: newId('txi_1', 23),
    object: 'tax_id',
    country,
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner: { customer, customer_account: null, type: 'customer' } as Stripe.TaxId.Owner,
    type,
    value: number,
    verification: {
      status: VERIFIED.has(type) ? 'pending' : 'unavailable',
      verified_address: null,
      verified_name: null,
    },
  })
  emit(world, 'customer.tax_id.created', taxId)
  return taxId
}

/** Newest first, like all lists. */
export const taxIdsOf = ({ store }: World, customer: string | null): Stripe.TaxId[] =>
  customer ? store.list('tax_id', { where: [['customer', customer]] }) : []

/** Invoices and checkout sessions only contain type and value. */
export const shownTaxIds = (world: World, customer: string | null) =>
  taxIdsOf(world, customer).map(({ type, value }) => ({ type, value }))

function create(call: Call): Stripe.TaxId {
  const { world, params } = call
  const customer = world.store.need('customer', idIn(call))
  return createTaxId(
    world,
    customer.id,
    params.required('type') as Stripe.TaxId.Type,
    params.required('value'),
  )
}

function remove({ world, path }: Call): Stripe.DeletedTaxId {
  const taxId = world.store.need('tax_id', path.taxId ?? '')
  if (taxId.customer !== path.id) world.store.need('tax_id', `${taxId.id} of another customer`)
  world.store.remove(taxId.id)
  emit(world, 'customer.tax_id.deleted', taxId)
  return { id: taxId.id, object: 'tax_id', deleted: true }
}

export const taxIdRoutes: Route[] = [
  post('/v1/customers/:id/tax_ids', create),
  get('/v1/customers/:id/tax_ids', (call) => {
    const customer = call.world.store.need('customer', idIn(call))
    return pageOf(call, 'tax_id', `/v1/customers/${customer.id}/tax_ids`, [['customer', customer.id]])
  }),
  get('/v1/customers/:id/tax_ids/:taxId', ({ world, path }) => world.store.need('tax_id', path.taxId ?? '')),
  del('/v1/customers/:id/tax_ids/:taxId', remove),
]
