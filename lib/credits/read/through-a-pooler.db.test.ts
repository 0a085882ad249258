import { once } from 'node:events'
import { type AddressInfo, createServer, connect as openSocket, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '@/db/client'
import { readAccount } from '@/lib/credits/read/read'
import { makeWorkspace } from '@/lib/credits/testing'

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
  let isAnswered = true
  // The first message of a client has no type.
  const sent = typesOf({ isClient: true })
  const answered = typesOf({ isClient: false })
  client.on('data', (data) => {
    for (const type of sent(data)) {
      if (!isAnswered) early.push(type)
      if (type === 'S' || type === 'Q') isAnswered = false
    }
    server.write(data)
  })
  server.on('data', (data) => {
    if (answered(data).includes('Z')) isAnswered = true
    client.write(data)
  })
  for (const socket of [client, server]) socket.on('error', () => {})
})

/** Reads the types of a stream's messages: a letter, then the length of the rest, in any packets. */
function typesOf({ isClient }: { isClient: boolean }): (data: Buffer) => string[] {
  let rest = Buffer.alloc(0)
  let hasStarted = !isClient
  return (data) => {
    rest = Buffer.concat([rest, data])
    const types: string[] = []
    for (;;) {
      const at = hasStarted ? 1 : 0
      if (rest.length < at + 4) return types
      const end = at + rest.readUInt32BE(at)
      if (rest.length < end) return types
      if (hasStarted) types.push(String.fromCharCode(rest[0] as number))
      hasStarted = true
      rest = rest.subarray(end)
    }
  }
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

/** In several turns of the event loop, which share queries less. */
const inTurns = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      for (let turn = 0; turn < i % 6; turn += 1) await new Promise(setImmediate)
      return work(i)
    }),
  )

it('R53: nothing is sent to a pooler before it is ready for it', async () => {
  const { workspaceId } = await makeWorkspace({ allowance: 100 })
  const db = system()
  const results = await Promise.all([
    inTurns(30, () => readAccount(workspaceId)),
    inTurns(40, (i) => db.execute(i % 2 ? sql`select ${i}::int as n` : sql`select 0 as n`)),
    inTurns(20, () => db.transaction((tx) => tx.execute(sql`select 1 as n`))),
  ])
  expect(results.map((list) => list.length)).toEqual([30, 40, 20])
  expect(early).toEqual([])
})
