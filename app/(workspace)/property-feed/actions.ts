'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { countOf } from '@/lib/core/text/format'
import { estimateFile } from '@/lib/feeds/arriving/estimate-file'
import { takeFile } from '@/lib/feeds/arriving/take-file'
import { disconnectFeed, reconnectFeed } from '@/lib/feeds/connections/disconnect-feed'
import {
  AddressInput,
  ChangeInput,
  ConnectInput,
  DisconnectInput,
  GenerateInput,
  PauseInput,
} from '@/lib/feeds/connections/feed-input'
import { changeFeed, connectFeed, pauseFeed, renewAddress } from '@/lib/feeds/connections/save-feed'
import { generateWaiting } from '@/lib/feeds/posting/generate-waiting'
import { countMember } from '@/lib/limits-of-use/count-member'

const ROOM = ['/property-feed']

export const connect = workspaceAction(
  { input: ConnectInput, permission: 'workspace.manage', revalidate: ROOM },
  async (ctx, input) => ({ message: 'Connected.', data: await connectFeed(ctx, input) }),
)

export const change = workspaceAction(
  { input: ChangeInput, permission: 'workspace.manage', revalidate: ROOM },
  async (ctx, input) => {
    await changeFeed(ctx, input)
    return { message: 'Saved.' }
  },
)

export const pause = workspaceAction(
  { input: PauseInput, permission: 'workspace.manage', revalidate: ROOM },
  (ctx, { id, paused }) => pauseFeed(ctx, { id, paused: paused === 'yes' }),
)

export const readdress = workspaceAction(
  { input: AddressInput, permission: 'workspace.manage', revalidate: ROOM },
  async (ctx, input) => ({ data: await renewAddress(ctx, input) }),
)

export const disconnect = workspaceAction(
  { input: DisconnectInput, permission: 'workspace.manage', revalidate: [...ROOM, '/posts', '/dashboard'] },
  async (ctx, input) => {
    const { letGo } = await disconnectFeed(ctx, input)
    return { message: letGo > 0 ? `Disconnected, and ${countOf(letGo, 'post')} let go.` : 'Disconnected.' }
  },
)

export const reconnect = workspaceAction(
  { input: AddressInput, permission: 'workspace.manage', revalidate: [...ROOM, '/dashboard'] },
  async (ctx, input) => ({ data: await reconnectFeed(ctx, input) }),
)

export const generate = workspaceAction(
  { input: GenerateInput, permission: 'work.create', revalidate: ROOM },
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
export const upload = workspaceAction(
  {
    input: z.object({ feedId: z.uuid(), intent: z.enum(['look', 'take']), file: FeedFile }),
    permission: 'work.create',
    limit: 'upload',
    revalidate: ROOM,
  },
  async (ctx, { feedId, intent, file }) => {
    const bytes = await file.bytes()
    if (intent === 'look') {
      await countMember(ctx, 'estimate')
      return { data: await estimateFile(ctx, bytes) }
    }
    const { workspaceId, userId } = ctx
    await takeFile({ workspaceId, feedId, source: 'upload', bytes, uploadedBy: userId })
    return { message: 'The file was taken in. Its listings appear here in a moment.' }
  },
)
