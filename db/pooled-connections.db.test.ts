import { once } from 'node:events'
import { type AddressInfo, createServer, connect as openSocket, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from './client'

/**
 * PgBouncer gives the server connection to somebody else when it is ready for the next query. What the driver has already
 * sent for that query is lost, and its caller waits forever.
 */
const direct = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL ?? ''
const before = { url: process.env.DATABASE_URL, direct: process.env.DATABASE_DIRECT_URL }
const early: string[] = []
const sockets: Socket[] = []
const pooler = createServer((client) => {
  const { hostname, port } = new URL(direct)
  const server = openSocket(Number(port), hostname)
  sockets.push(client, server)
  let isStarted = false
  let isAnswered = true
  client.on('data', (data) => {
    // The first message has no type.
    if (isStarted) {
      for (const type of typesIn(data)) {
        if (!isAnswered) early.push(type)
        if (type === 'S' || type === 'Q') isAnswered = false
      }
    }
    isStarted = true
    server.write(data)
  })
  server.on('data', (data) => {
    if (typesIn(data).includes('Z')) isAnswered = true
    client.write(data)
  })
  for (const socket of [client, server]) socket.on('error', () => {})
})

/** The types of the messages: a letter, then the length of the rest. The answers here are short enough for one packet. */
function typesIn(data: Buffer): string[] {
  const types: string[] = []
  for (let at = 0; at + 5 <= data.length; at += 1 + data.readUInt32BE(at + 1))
    types.push(String.fromCharCode(data[at] as number))
  return types
}

beforeAll(async () => {
  pooler.listen(0, '127.0.0.1')
  await once(pooler, 'listening')
  const url = new URL(direct)
  url.port = String((pooler.address() as AddressInfo).port)
  process.env.DATABASE_URL = url.href
  process.env.DATABASE_DIRECT_URL = direct
})
afterAll(() => {
  process.env.DATABASE_URL = before.url
  if (before.direct === undefined) delete process.env.DATABASE_DIRECT_URL
  else process.env.DATABASE_DIRECT_URL = before.direct
  for (const socket of sockets) socket.destroy()
  pooler.close()
})

it('R53: nothing is sent to a pooler before it is ready for it', async () => {
  const sql = connect({ max: 2, fetch_types: false })
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? sql`select ${i}::int as n` : sql`select 0 as n`)),
  )
  await sql.end({ timeout: 5 })
  expect(results.map(([row]) => row?.n)).toEqual(Array.from({ length: 20 }, (_, i) => (i % 2 ? i : 0)))
  expect(early).toEqual([])
})
