'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { countOf } from '@/lib/core/text/format'
import { GenerateInput } from '@/lib/feeds/connections/feed-input'
import { generateWaiting } from '@/lib/feeds/posts/generate-waiting'

export const generateWaitingPosts = workspaceAction(
  'generateWaitingPosts',
  { input: GenerateInput, permission: 'content.create', revalidate: ['/listings'] },
  async (ctx, input) => {
    const { posts } = await generateWaiting(ctx, input)
    return { message: `Creating ${countOf(posts, 'post')}.` }
  },
)
