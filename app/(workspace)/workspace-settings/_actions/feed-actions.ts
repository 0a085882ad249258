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
  MissingInput,
  PauseInput,
} from '@/lib/feeds/connections/feed-input'
import {
  changeFeed as change,
  connectFeed as connect,
  pauseFeed as pause,
  rotateFeedUrl as rotate,
} from '@/lib/feeds/connections/save-feed'
import { estimateFile } from '@/lib/feeds/ingest/estimate-file'
import { decideMissing } from '@/lib/feeds/ingest/missing-listings'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { countMember } from '@/lib/rate-limits/count-member'

const FEED_PATHS = ['/workspace-settings', '/listings']

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

export const rotateFeedUrl = workspaceAction(
  'rotateFeedUrl',
  { input: AddressInput, permission: 'feeds.manage', revalidate: FEED_PATHS },
  async (ctx, input) => ({ data: await rotate(ctx, input) }),
)

export const disconnectFeed = workspaceAction(
  'disconnectFeed',
  { input: DisconnectInput, permission: 'feeds.manage', revalidate: [...FEED_PATHS, '/posts', '/dashboard'] },
  async (ctx, input) => {
    const { discarded } = await disconnect(ctx, input)
    return {
      message: discarded > 0 ? `Disconnected. ${countOf(discarded, 'post')} discarded.` : 'Disconnected.',
    }
  },
)

export const reconnectFeed = workspaceAction(
  'reconnectFeed',
  { input: AddressInput, permission: 'feeds.manage', revalidate: [...FEED_PATHS, '/dashboard'] },
  async (ctx, input) => ({ data: await reconnect(ctx, input) }),
)

export const decideMissingListings = workspaceAction(
  'decideMissingListings',
  { input: MissingInput, permission: 'feeds.manage', revalidate: [...FEED_PATHS, '/posts', '/dashboard'] },
  async (ctx, input) => {
    const { takenOff } = await decideMissing(ctx, input)
    return {
      message:
        input.missing === 'remove'
          ? `${countOf(takenOff, 'listing is', 'listings are')} off the market.`
          : 'The listings stay on the market.',
    }
  },
)

/** A server action accepts 4 MB in all. The feed's secret URL accepts more. */
const MOST_UPLOAD_BYTES = 3_000_000
const FeedFile = z
  .instanceof(File)
  .refine((file) => file.size > 0, 'Choose a file.')
  .refine(
    (file) => file.size <= MOST_UPLOAD_BYTES,
    'This file is larger than 3 MB. Send it to the feed’s secret URL, which accepts up to 25 MB.',
  )

/** Estimates the cost of a file or imports it, depending on the button. */
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
    return { message: 'File received. Its listings will appear in a moment.' }
  },
)
