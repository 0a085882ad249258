'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { ConfirmInput, DraftInput } from '@/lib/campaigns/drafts/campaign-input'
import { confirmCampaign as confirm } from '@/lib/campaigns/drafts/confirm-campaign'
import { saveDraft as save } from '@/lib/campaigns/drafts/save-draft'
import { sendLater } from '@/lib/campaigns/drafts/send-later'
import {
  deleteDraft as remove,
  restoreDraft as restore,
  stopCampaign as stop,
} from '@/lib/campaigns/drafts/stop-campaign'
import { resumeCampaign as resume } from '@/lib/campaigns/sending/resume-campaign'

const CAMPAIGN_PATHS = ['/campaigns', '/campaigns/[id]']

export const saveDraft = workspaceAction(
  'saveDraft',
  { input: DraftInput, permission: 'campaigns.write', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => ({ redirectTo: `/campaigns/${(await save(ctx, input)).id}` }),
)

export const confirmCampaign = workspaceAction(
  'confirmCampaign',
  { input: ConfirmInput, permission: 'campaigns.send', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => ({ redirectTo: `/campaigns/${(await confirm(ctx, input)).id}` }),
)

export const stopCampaign = workspaceAction(
  'stopCampaign',
  { input: IdInput, permission: 'campaigns.send', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => {
    await stop(ctx, input)
    return { redirectTo: `/campaigns/${input.id}` }
  },
)

export const resumeCampaign = workspaceAction(
  'resumeCampaign',
  { input: IdInput, permission: 'campaigns.send', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => {
    await resume(ctx, input)
    return { redirectTo: `/campaigns/${input.id}` }
  },
)

export const sendCampaignLater = workspaceAction(
  'sendCampaignLater',
  { input: IdInput, permission: 'campaigns.send', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => {
    await sendLater(ctx, input)
    return { redirectTo: `/campaigns/${input.id}` }
  },
)

export const deleteDraft = workspaceAction(
  'deleteDraft',
  { input: IdInput, permission: 'campaigns.write', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => {
    await remove(ctx, input)
    return { redirectTo: `/campaigns?deleted=${input.id}` }
  },
)

export const restoreDraft = workspaceAction(
  'restoreDraft',
  { input: IdInput, permission: 'campaigns.write', revalidate: CAMPAIGN_PATHS },
  async (ctx, input) => {
    await restore(ctx, input)
    return { message: 'Restored.' }
  },
)
