import type Stripe from 'stripe'
import { invalid, missing } from '../core/errors'
import type { ObjectKinds } from '../core/kinds'
import type { Params } from '../core/params'
import type { ListQuery } from '../core/store'
import type { World } from '../core/world'
import type { Call } from './route'

export function listOf<T>(url: string, data: T[], hasMore = false): Stripe.ApiList<T> {
  return { object: 'list', data, has_more: hasMore, url }
}

/** `created` is either one second or a range of them. */
function createdRange(params: Params): ListQuery['created'] {
  const range = params.child('created')
  if (!range) {
    const exact = params.integer('created')
    return exact === undefined ? undefined : { gte: exact, lte: exact }
  }
  return {
    gt: range.integer('gt'),
    gte: range.integer('gte'),
    lt: range.integer('lt'),
    lte: range.integer('lte'),
  }
}

function paging(params: Params) {
  const startingAfter = params.text('starting_after')
  const endingBefore = params.text('ending_before')
  if (startingAfter && endingBefore)
    throw invalid('Received both starting_after and ending_before parameters. Please pass in only one.')
  return { startingAfter, endingBefore, limit: params.integer('limit', { min: 1, max: 100 }) ?? 10 }
}

/** One page of stored objects, newest first, with the filters every Stripe list shares. */
export function pageOf<K extends keyof ObjectKinds>(
  { world, params }: Call,
  kind: K,
  url: string,
  where: NonNullable<ListQuery['where']> = [],
): Stripe.ApiList<ObjectKinds[K]> {
  const { startingAfter, endingBefore, limit } = paging(params)
  for (const [path, value] of where) {
    if (path === 'customer' && typeof value === 'string') needCustomer(world, value)
  }
  const cursor = startingAfter ?? endingBefore
  if (cursor) world.store.need(kind, cursor, startingAfter ? 'starting_after' : 'ending_before')
  const created = createdRange(params)
  const found = world.store.list(kind, { where, created, startingAfter, endingBefore, limit: limit + 1 })
  const hasMore = found.length > limit
  // The extra row is the first when paging backward and the last when paging forward.
  const data = endingBefore && hasMore ? found.slice(1) : found.slice(0, limit)
  return listOf(url, data, hasMore)
}

export const isDeletedCustomer = ({ store }: World, id: string): boolean =>
  store.find('local.deleted_customer', `deleted_${id}`) !== undefined

/** Lists for a deleted customer still work; those for an unknown one fail. */
function needCustomer(world: World, id: string): void {
  if (!world.store.find('customer', id) && !isDeletedCustomer(world, id))
    throw missing('customer', id, 'customer')
}

type Filter = readonly [path: string, value: string | null]

/** Objects on a test clock are only listed for that clock or customer. */
export function withoutClocks(params: Params, where: ReadonlyArray<readonly [string, string]>): Filter[] {
  return params.has('customer') || params.has('test_clock') ? [...where] : [...where, ['test_clock', null]]
}

/** Pages through a list that lives inside another object, such as an invoice's lines. */
export function sliceOf<T extends { id: string }>(
  { params }: Call,
  url: string,
  all: T[],
): Stripe.ApiList<T> {
  const { startingAfter, endingBefore, limit } = paging(params)
  if (endingBefore) {
    const before = all.slice(
      0,
      all.findIndex((one) => one.id === endingBefore),
    )
    return listOf(url, before.slice(-limit), before.length > limit)
  }
  const rest = startingAfter ? all.slice(all.findIndex((one) => one.id === startingAfter) + 1) : all
  return listOf(url, rest.slice(0, limit), rest.length > limit)
}

/** The filters present in the request: `filters(params, 'customer', 'status')`. */
export function filters(params: Params, ...names: string[]): Array<readonly [string, string]> {
  return names.flatMap((name) => {
    const value = params.text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
}
