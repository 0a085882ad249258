import { invalid } from '../core/errors'
import type { World } from '../core/world'
import { listOf } from './lists'

type Json = Record<string, unknown>

/** Fields only included on request. */
const ON_REQUEST: Record<string, (world: World, owner: Json) => unknown> = {
  'checkout.session.line_items': ({ store }, { id }) =>
    listOf(
      `/v1/checkout/sessions/${id}/line_items`,
      store.find('local.checkout', `checkout_of_${id}`)?.lineItems ?? [],
    ),
  'invoice.payments': ({ store }, { id }) =>
    listOf('/v1/invoice_payments', store.list('invoice_payment', { where: [['invoice', String(id)]] })),
  'invoice.confirmation_secret': ({ store }, { id }) => {
    const payment = store.list('invoice_payment', { where: [['invoice', String(id)]] })[0]?.payment
      .payment_intent
    const intent = typeof payment === 'string' ? store.find('payment_intent', payment) : undefined
    return intent?.client_secret ? { client_secret: intent.client_secret, type: 'payment_intent' } : null
  },
  'charge.refunds': ({ store }, { id }) =>
    listOf(`/v1/charges/${id}/refunds`, store.list('refund', { where: [['charge', String(id)]] })),
  'customer.subscriptions': ({ store }, { id }) =>
    listOf(
      '/v1/subscriptions',
      store
        .list('subscription', { where: [['customer', String(id)]] })
        .filter((one) => one.status !== 'canceled'),
    ),
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Replaces ids with objects, along paths such as `data.latest_invoice.payments`. */
export function expand(world: World, root: object, paths: readonly string[]): object {
  const copy = structuredClone(JSON.parse(JSON.stringify(root))) as Json
  for (const path of paths) {
    if (path.split('.').length > 4)
      throw invalid(`You cannot expand more than 4 levels of a property (${path}).`, 'expand')
    follow(world, copy, path.split('.'), path)
  }
  return copy
}

function follow(world: World, at: Json, steps: string[], path: string): void {
  const [step, ...rest] = steps
  if (step === undefined) return
  if (at.object === 'list' && step !== 'data') cannot(path)
  const made = ON_REQUEST[`${at.object}.${step}`]
  if (made && !isJson(at[step])) at[step] = JSON.parse(JSON.stringify(made(world, at)))
  if (!(step in at)) cannot(path)
  const value = at[step]
  if (Array.isArray(value)) {
    at[step] = value.map((one) => expanded(world, one, rest, path))
  } else if (value !== null) {
    at[step] = expanded(world, value, rest, path)
  }
}

function expanded(world: World, value: unknown, rest: string[], path: string): unknown {
  const target = typeof value === 'string' ? world.store.findAny(value) : value
  if (!isJson(target)) return cannot(path)
  follow(world, target, rest, path)
  return target
}

function cannot(path: string): never {
  throw invalid(
    `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
    'expand',
  )
}
