import type Stripe from 'stripe'
import { invalid } from './errors'

export type ParamTree = { [key: string]: ParamTree | ParamTree[] | string | string[] | undefined }

/**
 * Reads a request's fields and tracks which were read. Unread fields are refused at the end; silently ignoring a parameter would
 * let the product rely on something that has no effect.
 */
export class Params {
  constructor(
    private readonly tree: ParamTree,
    private readonly path = '',
    private readonly read = new Set<string>(),
  ) {}

  nameOf(name: string): string {
    return this.path ? `${this.path}[${name}]` : name
  }

  has(name: string): boolean {
    return this.tree[name] !== undefined
  }

  private take(name: string) {
    this.read.add(this.nameOf(name))
    return this.tree[name]
  }

  /** Undefined if absent; Stripe's empty string (unset) reads as null. */
  clearable(name: string): string | null | undefined {
    const value = this.take(name)
    if (value === undefined) return undefined
    if (typeof value !== 'string')
      throw invalid(`Invalid string: ${JSON.stringify(value)}`, this.nameOf(name))
    return value === '' ? null : value
  }

  text(name: string): string | undefined {
    return this.clearable(name) ?? undefined
  }

  required(name: string): string {
    const value = this.text(name)
    if (value !== undefined) return value
    const param = this.nameOf(name)
    throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
  }

  integer(name: string, { min, max }: { min?: number; max?: number } = {}): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const param = this.nameOf(name)
    if (!/^-?\d+$/.test(value)) throw invalid(`Invalid integer: ${value}`, param, 'parameter_invalid_integer')
    const number = Number(value)
    if (min !== undefined && number < min)
      throw invalid(`This value must be greater than or equal to ${min}.`, param, 'parameter_invalid_integer')
    if (max !== undefined && number > max)
      throw invalid(`This value must be less than or equal to ${max} (it currently is '${value}').`, param)
    return number
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, this.nameOf(name))
    return value === 'true'
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const found = allowed.find((one) => one === value)
    if (found) return found
    throw invalid(`Invalid ${name}: must be one of ${allowed.join(', ')}`, this.nameOf(name))
  }

  texts(name: string): string[] | undefined {
    const value = this.take(name)
    if (value === undefined) return undefined
    const list = Array.isArray(value) ? value : [value]
    return list.filter((one): one is string => typeof one === 'string' && one !== '')
  }

  child(name: string): Params | undefined {
    const value = this.tree[name]
    if (value === undefined || typeof value === 'string' || Array.isArray(value)) {
      if (value === '') this.read.add(this.nameOf(name))
      return undefined
    }
    return new Params(value, this.nameOf(name), this.read)
  }

  children(name: string): Params[] | undefined {
    const value = this.tree[name]
    if (!Array.isArray(value)) return undefined
    return value.flatMap((one, index) =>
      typeof one === 'string' ? [] : [new Params(one, `${this.nameOf(name)}[${index}]`, this.read)],
    )
  }

  /** Merges like Stripe: an empty string removes a key, an empty map clears all. */
  metadata(name: string, before: Stripe.Metadata | null = {}): Stripe.Metadata {
    const value = this.take(name)
    if (value === undefined) return before ?? {}
    if (typeof value === 'string' || Array.isArray(value)) return {}
    const merged = { ...before }
    for (const [key, text] of Object.entries(value)) {
      if (text === '') delete merged[key]
      else if (typeof text === 'string') merged[key] = text
    }
    return merged
  }

  /** Accepted and ignored: fields that only change how Stripe displays or taxes. */
  accept(...names: string[]): void {
    for (const name of names) this.take(name)
  }

  unread(): string[] {
    return leaves(this.tree, this.path).filter((leaf) => ![...this.read].some((one) => covers(one, leaf)))
  }
}

function covers(path: string, leaf: string): boolean {
  return leaf === path || leaf.startsWith(`${path}[`)
}

function leaves(tree: ParamTree, path: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = path ? `${path}[${key}]` : key
    if (Array.isArray(value))
      return value.flatMap((one, i) => (typeof one === 'string' ? [name] : leaves(one, `${name}[${i}]`)))
    return value === undefined || typeof value === 'string' ? [name] : leaves(value, name)
  })
}
