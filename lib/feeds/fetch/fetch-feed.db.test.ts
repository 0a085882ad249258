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

const requests: IncomingMessage[] = []
const crm = createServer((request, response) => {
  requests.push(request)
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

async function fetching(pullUrl: string, allowedHosts = ['127.0.0.1']) {
  const ctx = await agency()
  const { workspaceId } = ctx
  const id = await feedOf(ctx, { pullUrl })
  const fetchNow = async () => {
    await fetchFeed({ workspaceId, id }, allowedHosts)
    const [feed] = await system()
      .select()
      .from(feeds)
      .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, id)))
    const runs = await system().select().from(feedRuns).where(eq(feedRuns.workspaceId, workspaceId))
    return { failure: feed?.pullFailure, etag: feed?.pullEtag, runs: runs.length, feed }
  }
  return { fetchNow }
}

test('fetchFeed imports a file once and skips it while it is unchanged', async () => {
  const { fetchNow } = await fetching(`${base}/file`)
  expect(await fetchNow()).toMatchObject({ failure: null, etag: '"v1"', runs: 1 })
  const { runs, feed } = await fetchNow()
  expect(runs).toBe(1)
  expect(requests.at(-1)?.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT',
  })
  expect(feed?.nextPullAt?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000)
})

test.each([
  ['/moved', null, 1],
  ['/away', 'The server answered 503.', 0],
  ['/around', 'Too many redirects.', 0],
  ['/large', 'The file is larger than 25 MB.', 0],
])('%s: %s', async (path, failure, runs) => {
  const { fetchNow } = await fetching(`${base}${path}`)
  expect(await fetchNow()).toMatchObject({ failure, runs })
})

test('fetchFeed refuses private addresses, by number or by name', async () => {
  const before = requests.length
  const private_ = 'The URL points to a private network. Use a public URL.'
  for (const url of [
    `${base}/file`,
    base.replace('127.0.0.1', 'localhost'),
    'http://[::1]/',
    'http://2130706433/',
    'http://168.63.129.16/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fec0::1]/',
  ])
    expect((await (await fetching(url, [])).fetchNow()).failure).toBe(private_)
  expect(requests.length).toBe(before)
})
