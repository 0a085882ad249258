import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import type { Params } from '../core/params'
import { pageOf } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { newProduct } from './new-product'
import { createPrice } from './prices'

function change(before: Stripe.Product, params: Params, nowSeconds: number): Stripe.Product {
  const pick = (name: string, current: string | null | undefined) => {
    const value = params.clearable(name)
    return value === undefined ? (current ?? null) : value
  }
  params.accept('tax_code', 'tax_details', 'shippable', 'package_dimensions')
  return {
    ...before,
    active: params.flag('active') ?? before.active,
    default_price: pick('default_price', before.default_price as string | null),
    description: pick('description', before.description),
    images: params.texts('images') ?? before.images,
    marketing_features:
      params.children('marketing_features')?.map((one) => ({ name: one.required('name') })) ??
      before.marketing_features,
    metadata: params.metadata('metadata', before.metadata),
    name: params.text('name') ?? before.name,
    statement_descriptor: pick('statement_descriptor', before.statement_descriptor),
    unit_label: pick('unit_label', before.unit_label),
    updated: nowSeconds,
    url: pick('url', before.url),
  }
}

function create({ world, params }: Call): Stripe.Product {
  const id = params.text('id')
  if (id && world.store.find('product', id))
    throw invalid('Product already exists.', 'id', 'resource_already_exists')
  params.choice('type', ['service', 'good'])
  const priceData = params.child('default_price_data')
  const made = change(newProduct(world, params.required('name'), id), params, world.now())
  const product = world.store.put('product', made)
  emit(world, 'product.created', product)
  if (!priceData) return product
  const price = createPrice(world, priceData, product.id)
  return world.store.put('product', { ...product, default_price: price.id })
}

function update(call: Call): Stripe.Product {
  const before = call.world.store.need('product', idIn(call))
  const after = call.world.store.put('product', change(before, call.params, call.world.now()))
  emitUpdated(call.world, 'product.updated', before, after)
  return after
}

function list(call: Call): Stripe.ApiList<Stripe.Product> {
  const active = call.params.flag('active')
  const ids = call.params.texts('ids')
  return pageOf(call, 'product', '/v1/products', [
    ...(active === undefined ? [] : [['active', active] as const]),
    ...(ids ? [['id', ids] as const] : []),
  ])
}

export const productRoutes: Route[] = [
  post('/v1/products', create),
  get('/v1/products', list),
  get('/v1/products/:id', (call) => call.world.store.need('product', idIn(call))),
  post('/v1/products/:id', update),
  del('/v1/products/:id', ({ world, path }) => {
    const product = world.store.need('product', path.id ?? '')
    if (world.store.list('price', { where: [['product', product.id]], limit: 1 }).length > 0)
      throw invalid('This product cannot be deleted because it has one or more user-created prices.')
    world.store.remove(product.id)
    emit(world, 'product.deleted', product)
    return { id: product.id, object: 'product', deleted: true }
  }),
]
