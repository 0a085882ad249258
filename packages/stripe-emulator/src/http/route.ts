import type { Params } from '../core/params'
import type { World } from '../core/world'

export interface Call {
  world: World
  params: Params
  /** Values of the `:name` parts of the path. */
  path: Record<string, string>
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  handle: (call: Call) => object
}

export const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
export const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle })
export const del = (path: string, handle: Route['handle']): Route => ({ method: 'DELETE', path, handle })

export function idIn(call: Call): string {
  return call.path.id ?? ''
}
