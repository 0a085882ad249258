import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { feedRuns, feeds, listings } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { importFile } from '../ingest/import-file'
import { agency, feedOf, prepareFeedPrices } from '../testing'
import { fetchFeed } from './fetch-feed'
import { fetchPages, nextLinkIn } from './fetch-pages'

setTestEnv({ FILES_DIR: scratchFolder('pages') })

const HERE = ['127.0.0.1']
const field = (name: string) =>
  readFileSync(join(process.cwd(), 'lib/feeds/parsers/testing/field', name), 'utf8')
let base = ''
let requests: string[] = []
const service = createServer((request, response) => {
  const path = request.url ?? ''
  requests.push(path)
  const json = (text: string, headers = {}) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text)
  if (path === '/page1.json')
    return json(field('reso_page1_with_nextLink.json').replace('http://127.0.0.1:9999', base), {
      etag: '"one"',
    })
  if (path === '/page2.json') return json(field('reso_page2.json'))
  if (path === '/relative') return json('{"value":[],"@odata.nextLink":"/page2.json"}')
  if (path === '/loop') return json('{"value":[],"@odata.nextLink":"/loop"}')
  if (path.startsWith('/endless')) return json(`{"value":[],"@odata.nextLink":"/endless?${requests.length}"}`)
  if (path === '/private')
    return json('{"value":[],"@odata.nextLink":"http://169.254.169.254/latest/meta-data"}')
  if (path === '/file-link') return json('{"value":[],"@odata.nextLink":"file:///etc/passwd"}')
  if (path === '/to-xml') return json('{"value":[],"@odata.nextLink":"/xml"}')
  if (path === '/to-missing') return json('{"value":[],"@odata.nextLink":"/missing"}')
  if (path === '/xml') return response.writeHead(200).end('<propertyList/>')
  if (path === '/nested')
    return json(
      '{"value":[{"ListingKey":"1","Media@odata.nextLink":"/page2.json","PublicRemarks":"\\"@odata.nextLink\\":\\"/loop\\""}]}',
    )
  response.writeHead(404).end()
})
beforeAll(async () => {
  await prepareFeedPrices()
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
})
afterAll(async () => {
  service.closeAllConnections()
  service.close()
  await closeConnections()
})

const fresh = { etag: null, lastModified: null }
const fetching = (path: string, mostPages?: number) => fetchPages(`${base}${path}`, fresh, HERE, mostPages)

test('R43: every page of a RESO feed is imported, as one file', async () => {
  requests = []
  const ctx = await agency('credits', 500)
  const { workspaceId } = ctx
  const id = await feedOf(ctx, { pullUrl: `${base}/page1.json` })
  await fetchFeed({ workspaceId, id }, HERE)
  expect(requests).toEqual(['/page1.json', '/page2.json'])
  const [run] = await system().select().from(feedRuns).where(eq(feedRuns.workspaceId, workspaceId))
  await importFile({ workspaceId, id: run?.id ?? '' })
  const stored = await system().select().from(listings).where(eq(listings.workspaceId, workspaceId))
  expect(stored.map(({ sourceKey }) => sourceKey).toSorted()).toEqual([
    'mred/p1-0',
    'mred/p1-1',
    'mred/p1-2',
    'mred/p2-0',
    'mred/p2-1',
  ])
  // An unchanged first page says nothing about the others, so its validators are not kept.
  const [feed] = await system().select().from(feeds).where(eq(feeds.workspaceId, workspaceId))
  expect(feed).toMatchObject({ pullEtag: null, pullFailure: null })
})

test('R43: a relative link is followed, and links of nested lists or in texts are not', async () => {
  requests = []
  expect(await fetching('/relative')).toMatchObject({ kind: 'file' })
  expect(requests).toEqual(['/relative', '/page2.json'])
  requests = []
  expect(await fetching('/nested')).toMatchObject({ kind: 'file' })
  expect(requests).toEqual(['/nested'])
  expect(nextLinkIn('{"value":[],"@odata.nextLink" : "https:\\/\\/api.example\\/p?$skip=1&a=\\u0026"}')).toBe(
    'https://api.example/p?$skip=1&a=&',
  )
})

test.each([
  ['/loop', 'earlier page'],
  ['/to-xml', 'isn’t JSON'],
  ['/to-missing', 'Page 2: The server answered 404.'],
  ['/private', 'private network'],
  ['/file-link', 'must start with https'],
])('R41: %s ends with a reason, and nothing is imported in part', async (path, reason) => {
  await expect(fetching(path)).rejects.toThrow(reason)
})

test('R41: pages are bounded', async () => {
  requests = []
  await expect(fetching('/endless', 4)).rejects.toThrow('more than 4 pages')
  expect(requests).toHaveLength(4)
})
