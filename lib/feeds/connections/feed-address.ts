import { createHash, timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { feeds, workspaces } from '@/db/schema'
import { signatureOf } from '@/lib/core/clients/signature'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

type FeedId = { workspaceId: number; id: string }

/**
 * The secret of a feed's URL. It is derived from the request, so that a repeated request shows the same URL (R12). Only its
 * hash is stored.
 */
export const secretFor = ({ workspaceId, id }: FeedId, requestId: string): string =>
  signatureOf('feed', `${workspaceId}:${id}:${requestId}`)

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The URL a CRM sends files to. Anyone who has it can send files, and nothing else. */
export const addressOf = ({ workspaceId, id }: FeedId, secret: string): string =>
  `${env().APP_URL}/api/feeds/${workspaceId}.${id}.${secret}`

const ADDRESS = /^(\d{1,9})\.([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\.([\w-]{43})$/

/**
 * The feed of a secret URL. It is found by its id, and the secret is compared once in constant time.
 * @throws Refusal `not-found` for any invalid URL; `feed.disconnected` when the secret is right
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
    'This feed is disconnected and no longer accepts files. Reconnect it to get a new URL.',
  )
