import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf } from '../action-state'
import { makeLog } from './log'
import { currentRequestId, identifyRequests, requestIdFrom, withRequestId } from './request-id'

let close = () => {}
afterEach(() => close())

/** A server whose handler waits, so that its requests overlap. */
async function serve(respond: () => string): Promise<string> {
  const stop = identifyRequests()
  const server = createServer(async (_, response) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    response.end(respond())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    stop()
    server.closeAllConnections()
    server.close()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`
}

describe('R50: identifyRequests', () => {
  it('keeps simultaneous requests apart, in code, log lines and references', async () => {
    const lines: string[] = []
    const log = makeLog({ write: (line: string) => void lines.push(line) })
    const url = await serve(() => {
      log.info('handled')
      return JSON.stringify([currentRequestId(), failureOf(new Error('broken'), 'test').reference])
    })
    const ids = Array.from({ length: 10 }, (_, i) => `request-${i}`)
    const seen = await Promise.all(
      ids.map(async (id) => {
        const response = await fetch(url, { headers: { 'x-request-id': id } })
        return [response.headers.get('x-request-id'), ...((await response.json()) as string[])]
      }),
    )
    expect(seen).toEqual(ids.map((id) => [id, id, id]))
    expect(lines.map((line) => JSON.parse(line).requestId).toSorted()).toEqual(ids)
  })

  it('is not in effect outside of requests', () => {
    expect(currentRequestId()).toBeUndefined()
    expect(failureOf(new Error('broken'), 'test').reference).toMatch(/^[0-9a-f]{8}$/)
  })
})

describe('R50: requestIdFrom', () => {
  it.each(['a', '01HZX3KX7Q', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'x'.repeat(128)])(
    'keeps %s',
    (id) => expect(requestIdFrom(id)).toBe(id),
  )

  it.each([undefined, null, '', ' ', 'a b', 'a\n', '"a"', 'é', ['a', 'b'], 'x'.repeat(129)])(
    'replaces %j',
    (id) => expect(requestIdFrom(id)).toMatch(/^[0-9a-f]{16}$/),
  )
})

describe('R50: withRequestId', () => {
  it('sets the header of a response of a handler that is called without our server', async () => {
    const response = await withRequestId(new Headers({ 'x-request-id': 'trace-7' }), async (id) =>
      Response.json({ id, current: currentRequestId() }),
    )
    expect(response.headers.get('x-request-id')).toBe('trace-7')
    expect(await response.json()).toEqual({ id: 'trace-7', current: 'trace-7' })
  })
})
