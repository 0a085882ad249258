import type postgres from 'postgres'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RenewedClient } from './renewed-client'

const LOST = Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A client that never connects, with what `renew` copies. */
function fakeClient() {
  const options = { parsers: {}, serializers: {}, shared: { typeArrayMap: {} } }
  return { options, end: vi.fn(async () => {}) } as unknown as postgres.Sql
}

it('R53: a lost connection replaces the client once, and a refused query does not', () => {
  const clients = [fakeClient(), fakeClient(), fakeClient()]
  const renewed = new RenewedClient(() => clients.shift() as postgres.Sql)
  const [first, second] = [renewed.current, clients[0]]
  renewed.noteError(Object.assign(new Error('duplicate key'), { code: '23505' }))
  vi.runAllTimers()
  expect(renewed.current).toBe(first)
  renewed.noteError(LOST)
  renewed.noteError(LOST)
  vi.runAllTimers()
  expect(renewed.current).toBe(second)
  expect(first?.end).toHaveBeenCalledOnce()
})

it('R53: a client that cannot be replaced stays, and the next lost query tries again', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  let isOpenable = true
  const renewed = new RenewedClient(() => {
    if (!isOpenable) throw new Error('DATABASE_URL is not set.')
    return fakeClient()
  })
  const first = renewed.current
  isOpenable = false
  renewed.noteError(LOST)
  vi.runAllTimers()
  expect(renewed.current).toBe(first)
  expect(warn).toHaveBeenCalledOnce()
  isOpenable = true
  renewed.noteError(LOST)
  vi.runAllTimers()
  expect(renewed.current).not.toBe(first)
})
