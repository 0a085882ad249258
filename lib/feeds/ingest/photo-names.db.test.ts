import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { feeds, posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { listRuns } from '../connections/list-feeds'
import { bytesOf } from '../parsers/samples'
import { makePosts } from '../posts/make-posts'
import { agency, feedOf, importBytes, prepareFeedPrices } from '../testing'
import { importFile } from './import-file'
import { receiveFile } from './receive-file'

setTestEnv({ FILES_DIR: scratchFolder('photo-names') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

/** A BLM file with a photo that is a file name, one that is a URL, and a home without photos. */
const blm = bytesOf(`#HEADER#
Version : 3
EOF : '^'
EOR : '~'
#DEFINITION#
AGENT_REF^TOWN^DISPLAY_ADDRESS^STATUS_ID^PRICE^MEDIA_IMAGE_00^~
#DATA#
A^BATH^MILL LANE, BATH^0^450000^A_IMG_00.jpg^~
B^Bath^Hill Road, Bath^0^450000^https://cdn.example/b.jpg^~
C^Bath^Park Row, Bath^0^450000^^~
#END#`)

test('R43: photos that are file names are reported with the file, and its listings are imported', async () => {
  const ctx = await agency('credits', 100)
  await importBytes(ctx, await feedOf(ctx), blm)
  const { rows } = await listRuns(ctx, { limit: 5 })
  expect(rows).toMatchObject([{ status: 'done', readCount: 3, newCount: 3, errorCount: 0, unlinkedCount: 1 }])
  const made = await system().select().from(posts).where(eq(posts.workspaceId, ctx.workspaceId))
  expect(made.map(({ photoUrl }) => photoUrl).toSorted()).toEqual([
    'https://cdn.example/b.jpg',
    ...[null, null],
  ])
  // Its address is written without capitals, and the listing's title stays as it was sent.
  const mill = made.find(({ title }) => title === 'MILL LANE, BATH')
  expect(JSON.stringify(mill?.texts)).toContain('Mill Lane, Bath')
})

test('R43: photos of a fetched file are found beside it', async () => {
  const ctx = await agency('credits', 100)
  const { workspaceId } = ctx
  const feedId = await feedOf(ctx, { pullUrl: 'https://crm.example/out/branch9.blm' })
  const [feed] = await system()
    .select()
    .from(feeds)
    .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, feedId)))
  expect(feed?.pullUrl).toBe('https://crm.example/out/branch9.blm')
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'pull', bytes: blm })
  await importFile({ workspaceId, id: runId })
  await makePosts({ workspaceId })
  const { rows } = await listRuns(ctx, { limit: 5 })
  expect(rows).toMatchObject([{ status: 'done', unlinkedCount: 0 }])
  const made = await system().select().from(posts).where(eq(posts.workspaceId, workspaceId))
  expect(made.map(({ photoUrl }) => photoUrl)).toContain('https://crm.example/out/A_IMG_00.jpg')
})
