'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { ConfirmInput, DraftInput } from '@/lib/campaigns/campaign-input'
import { confirmCampaign } from '@/lib/campaigns/confirm-campaign'
import { saveDraft } from '@/lib/campaigns/save-draft'
import { deleteDraft, stopCampaign } from '@/lib/campaigns/stop-campaign'

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
