'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { countOf } from '@/lib/core/text/format'
import {
  disconnectFeed as disconnect,
  reconnectFeed as reconnect,
} from '@/lib/feeds/connections/disconnect-feed'
import {
  AddressInput,
  ChangeInput,
  ConnectInput,
  DisconnectInput,
  GenerateInput,
  PauseInput,
} from '@/lib/feeds/connections/feed-input'
import {
  changeFeed as change,
  connectFeed as connect,
  pauseFeed as pause,
  rotateFeedUrl,
} from '@/lib/feeds/connections/save-feed'
import { estimateFile } from '@/lib/feeds/ingest/estimate-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { generateWaiting } from '@/lib/feeds/posts/generate-waiting'
import { countMember } from '@/lib/limits-of-use/count-member'

const FEED_PATHS = ['/property-feed']

export const connectFeed = workspaceAction(
  'connectFeed',
  { input: ConnectInput, permission: 'feeds.manage', revalidate: FEED_PATHS },
  async (ctx, input) => ({ message: 'Connected.', data: await connect(ctx, input) }),
)

export const changeFeed = workspaceAction(
  'changeFeed',
  { input: ChangeInput, permission: 'feeds.manage', revalidate: FEED_PATHS },
  async (ctx, input) => {
    await change(ctx, input)
    return { message: 'Saved.' }
  },
)

export const pauseFeed = workspaceAction(
  'pauseFeed',
  { input: PauseInput, permission: 'feeds.manage', revalidate: FEED_PATHS },
  (ctx, { id, paused }) => pause(ctx, { id, paused: paused === 'yes' }),
)

export const rotateFeedAddress = workspaceAction(
  'rotateFeedAddress',
  { input: AddressInput, permission: 'feeds.manage', revalidate: FEED_PATHS },
  async (ctx, input) => ({ data: await rotateFeedUrl(ctx, input) }),
)

export const disconnectFeed = workspaceAction(
  'disconnectFeed',
  { input: DisconnectInput, permission: 'feeds.manage', revalidate: [...FEED_PATHS, '/posts', '/dashboard'] },
  async (ctx, input) => {
    const { letGo } = await disconnect(ctx, input)
    return { message: letGo > 0 ? `Disconnected, and ${countOf(letGo, 'post')} let go.` : 'Disconnected.' }
  },
)

export const reconnectFeed = workspaceAction(
  'reconnectFeed',
  { input: AddressInput, permission: 'feeds.manage', revalidate: [...FEED_PATHS, '/dashboard'] },
  async (ctx, input) => ({ data: await reconnect(ctx, input) }),
)

export const generateWaitingPosts = workspaceAction(
  'generateWaitingPosts',
  { input: GenerateInput, permission: 'content.create', revalidate: FEED_PATHS },
  async (ctx, input) => {
    const { posts } = await generateWaiting(ctx, input)
    return { message: posts === 1 ? 'One post is being made.' : `${posts} posts are being made.` }
  },
)

/** An action takes 4 MB in all; the feed's own address takes more. */
const MOST_BY_HAND_BYTES = 3_000_000
const FeedFile = z
  .instanceof(File)
  .refine((file) => file.size > 0, 'Choose a file.')
  .refine(
    (file) => file.size <= MOST_BY_HAND_BYTES,
    "The file is larger than 3 MB. Send it to the feed's own address, which takes 25 MB.",
  )

/** Looks at a file or takes it in, by the button that was used. */
export const uploadFeedFile = workspaceAction(
  'uploadFeedFile',
  {
    input: z.object({ feedId: z.uuid(), intent: z.enum(['look', 'take']), file: FeedFile }),
    permission: 'feeds.upload',
    limit: 'upload',
    revalidate: FEED_PATHS,
  },
  async (ctx, { feedId, intent, file }) => {
    const bytes = await file.bytes()
    if (intent === 'look') {
      await countMember(ctx, 'estimate')
      return { data: await estimateFile(ctx, bytes) }
    }
    const { workspaceId, userId } = ctx
    await receiveFile({ workspaceId, feedId, source: 'upload', bytes, uploadedBy: userId })
    return { message: 'The file was taken in. Its listings appear here in a moment.' }
  },
)
