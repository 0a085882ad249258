import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf, newId } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { createPrice, inlineProduct } from '../resources/prices'

function priceFor(world: World, line: Params): Stripe.Price {
  const data = line.child('price_data')
  if (!data) return world.store.need('price', line.required('price'), line.nameOf('price'))
  const inline = data.child('product_data')
  const product = inline
    ? inlineProduct(world, inline)
    : world.store.need('product', data.required('product'), data.nameOf('product'))
  // An inline price is used once, so it is stored as inactive, like in Stripe.
  const price = createPrice(world, data, product.id)
  world.store.put('price', { ...price, active: false })
  return price
}

export function readLineItems(world: World, params: Params, mode: string): Stripe.LineItem[] {
  const lines = params.children('line_items') ?? []
  if (lines.length === 0) throw invalid('You must provide line_items.', 'line_items', 'parameter_missing')
  return lines.map((line) => {
    const price = priceFor(world, line)
    line.accept('adjustable_quantity', 'tax_rates', 'dynamic_tax_rates')
    checkMode(price, mode, line.nameOf('price'))
    if (!price.active)
      throw invalid(
        `The price specified is inactive. This field only accepts active prices.`,
        line.nameOf('price'),
      )
    const quantity = line.integer('quantity', { min: 1, max: 999_999 }) ?? 1
    const amountCents = (price.unit_amount ?? 0) * quantity
    return {
      id: newId('li_1', 23),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amountCents,
      amount_tax: 0,
      amount_total: amountCents,
      currency: price.currency,
      description: world.store.find('product', idOf(price.product))?.name ?? null,
      metadata: line.metadata('metadata'),
      price,
      quantity,
    }
  })
}

function checkMode(price: Stripe.Price, mode: string, param: string): void {
  if (mode === 'payment' && price.recurring)
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use ' +
        'only one-time prices.',
      param,
    )
  if (mode === 'subscription' && !price.recurring)
    throw invalid('The local Stripe takes only recurring prices in `subscription` mode.', param)
}
