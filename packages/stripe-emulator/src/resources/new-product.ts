import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { World } from '../core/world'

export function newProduct(world: World, name: string, id = newId('prod_', 14)): Stripe.Product {
  return {
    id,
    object: 'product',
    active: true,
    created: world.now(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: world.now(),
    url: null,
  }
}
