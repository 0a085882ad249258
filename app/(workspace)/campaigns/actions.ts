'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { ConfirmInput, DraftInput } from '@/lib/campaigns/drafts/campaign-input'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { saveDraft } from '@/lib/campaigns/drafts/save-draft'
import { deleteDraft, stopCampaign } from '@/lib/campaigns/drafts/stop-campaign'

const One = z.object({ id: z.uuid() })
const ROOM = ['/campaigns', '/campaigns/[id]']

export const keepDraft = workspaceAction(
  { input: DraftInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => ({ redirectTo: `/campaigns/${(await saveDraft(ctx, input)).id}` }),
)

export const confirm = workspaceAction(
  { input: ConfirmInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => ({ redirectTo: `/campaigns/${(await confirmCampaign(ctx, input)).id}` }),
)

export const stop = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await stopCampaign(ctx, input)
    return { redirectTo: `/campaigns/${input.id}` }
  },
)

export const remove = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await deleteDraft(ctx, input)
    return { redirectTo: '/campaigns' }
  },
)
