import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { feeds, workspaces } from '@/db/schema'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

type FeedId = { workspaceId: number; id: string }

/**
 * The secret of a feed's address. It follows from the request that asked for it, so that the same request twice shows the
 * same address (R12); only its hash is stored.
 */
export function secretFor({ workspaceId, id }: FeedId, requestId: string): string {
  const { NEXTAUTH_SECRET } = env()
  return createHmac('sha256', NEXTAUTH_SECRET)
    .update(`feed:${workspaceId}:${id}:${requestId}`)
    .digest('base64url')
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Where a CRM pushes to. Whoever knows it may send files, and nothing else. */
export const addressOf = ({ workspaceId, id }: FeedId, secret: string): string =>
  `${env().APP_URL}/api/feeds/${workspaceId}.${id}.${secret}`

const ADDRESS = /^(\d{1,9})\.([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\.([\w-]{43})$/

/**
 * The feed that an address opens. Found by its id, so the secret is compared once and in constant time.
 * @throws Refusal `not-found`, the same whatever is wrong; `feed.disconnected` to who knows the address
 */
export async function feedAt(address: string): Promise<FeedId> {
  const [, workspace, id, secret] = ADDRESS.exec(address) ?? []
  if (!workspace || !id || !secret) throw notFound('feed')
  const workspaceId = Number(workspace)
  const [feed] = await system()
    .select({
      secretHash: feeds.secretHash,
      disconnectedAt: feeds.disconnectedAt,
      deletedAt: workspaces.deletedAt,
    })
    .from(feeds)
    .innerJoin(workspaces, eq(workspaces.id, feeds.workspaceId))
    .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, id)))
  const given = Buffer.from(hashOf(secret))
  const known = Buffer.from(feed?.secretHash ?? hashOf(''))
  if (!timingSafeEqual(given, known) || !feed || feed.deletedAt) throw notFound('feed')
  if (feed.disconnectedAt) throw disconnected()
  return { workspaceId, id }
}

export const disconnected = () =>
  new Refusal(
    'feed.disconnected',
    'This CRM was disconnected from its workspace: nothing more is taken from it.',
  )
