import { createHash } from 'node:crypto'
import { ApiError } from '../core/errors'
import type { World } from '../core/world'

export interface Answer {
  status: number
  body: object
  replayed?: boolean
}

/** Stripe prunes keys after a day; after that the same key is a new request. */
const KEPT_MS = 24 * 60 * 60 * 1000

export function hashInput(method: string, path: string, form: string): string {
  return createHash('sha256').update(`${method} ${path}\n${form}`).digest('hex')
}

/** The stored response of an earlier request with this key, or an error if that request was different. */
export function recall({ store }: World, key: string, inputHash: string): Answer | undefined {
  const row = store.db.prepare('select * from idempotency_keys where key = ?').get(key)
  if (!row) return undefined
  if (Number(row.saved_at_ms) < Date.now() - KEPT_MS) {
    store.db.prepare('delete from idempotency_keys where key = ?').run(key)
    return undefined
  }
  if (row.input_hash !== inputHash) {
    const { body } = new ApiError(400, {
      type: 'idempotency_error',
      message:
        'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
    })
    return { status: 400, body: { error: body } }
  }
  return { status: Number(row.status), body: JSON.parse(String(row.body)) as object, replayed: true }
}

/** Runs at start, because a scan on every request would get slower with more keys. */
export function pruneKeys({ store }: World): void {
  store.db.prepare('delete from idempotency_keys where saved_at_ms < ?').run(Date.now() - KEPT_MS)
}

export function remember({ store }: World, key: string, inputHash: string, { status, body }: Answer): void {
  store.db
    .prepare('insert into idempotency_keys values (?, ?, ?, ?, ?)')
    .run(key, inputHash, status, JSON.stringify(body), Date.now())
}
