import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { feedRuns, feeds } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { scratchFolder } from '@/local/test/scratch-folder'
import { agency, feedOf, homes, prepareFeedPrices } from '../testing'
import { fetchFeed } from './fetch-feed'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })

const asked: IncomingMessage[] = []
const crm = createServer((request, response) => {
  asked.push(request)
  const path = request.url ?? ''
  if (path === '/away') return response.writeHead(503).end()
  if (path === '/around') return response.writeHead(302, { location: '/around' }).end()
  if (path === '/moved') return response.writeHead(301, { location: '/file' }).end()
  if (path === '/large') {
    response.writeHead(200)
    const more = () => {
      while (response.writable && response.write(Buffer.alloc(1_000_000))) {}
    }
    response.on('drain', more).on('error', () => {})
    return more()
  }
  if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
  response.writeHead(200, { etag: '"v1"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' }).end(homes(1))
})
let base = ''
beforeAll(async () => {
  await prepareFeedPrices()
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(crm.address() as AddressInfo).port}`
})
afterAll(async () => {
  crm.closeAllConnections()
  crm.close()
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

async function pulled(pullUrl: string, allowedHosts = ['127.0.0.1']) {
  const ctx = await agency()
  const { workspaceId } = ctx
  const id = await feedOf(ctx, { pullUrl })
  const look = async () => {
    await fetchFeed({ workspaceId, id }, allowedHosts)
    const [feed] = await system()
      .select()
      .from(feeds)
      .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, id)))
    const runs = await system().select().from(feedRuns).where(eq(feedRuns.workspaceId, workspaceId))
    return { failure: feed?.pullFailure, etag: feed?.pullEtag, runs: runs.length, feed }
  }
  return { look }
}

test('a file is taken once, and not sent again while it stays the same', async () => {
  const { look } = await pulled(`${base}/file`)
  expect(await look()).toMatchObject({ failure: null, etag: '"v1"', runs: 1 })
  const { runs, feed } = await look()
  expect(runs).toBe(1)
  expect(asked.at(-1)?.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT',
  })
  expect(feed?.nextPullAt?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000)
})

test.each([
  ['/moved', null, 1],
  ['/away', 'The server answered 503.', 0],
  ['/around', 'The address redirects too many times.', 0],
  ['/large', 'The file is larger than 25 MB.', 0],
])('%s: %s', async (path, failure, runs) => {
  const { look } = await pulled(`${base}${path}`)
  expect(await look()).toMatchObject({ failure, runs })
})

test('no address leads inside: not in figures, not by name', async () => {
  const before = asked.length
  const private_ = 'The address leads into a private network, which is not allowed.'
  for (const url of [
    `${base}/file`,
    base.replace('127.0.0.1', 'localhost'),
    'http://[::1]/',
    'http://2130706433/',
    'http://168.63.129.16/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fec0::1]/',
  ])
    expect((await (await pulled(url, [])).look()).failure).toBe(private_)
  expect(asked.length).toBe(before)
})
