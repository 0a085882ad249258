import type { campaignStatuses, recipientStatuses } from '@/db/schema/campaigns'

export type CampaignStatus = (typeof campaignStatuses)[number]
export type RecipientStatus = (typeof recipientStatuses)[number]
export type Counts = Record<RecipientStatus, number>

export type CampaignRow = {
  id: string
  name: string
  listName: string
  status: CampaignStatus
  /** When it was or will be sent; for a draft, when it was made. */
  at: string
  recipients: number
  accepted: number
}

/** A campaign that waits for its time, at the price that was confirmed; 0 where the plan has limits instead. */
export type PlannedCampaign = {
  id: string
  name: string
  listName: string
  at: string
  recipients: number
  credits: number
}

/** A campaign that was not sent when its time came, and why. */
export type RefusedCampaign = { id: string; name: string; failure: string }

export type CampaignView = {
  id: string
  /** Of what is previewed; the confirmation carries it. */
  version: string
  name: string
  listId: string | null
  listName: string
  subject: string
  body: string
  details: Record<string, string>
  status: CampaignStatus
  scheduledAt: string | null
  startedAt: string | null
  finishedAt: string | null
  createdBy: string
  /** Fixed when it was confirmed; until then those who would get it now. */
  recipients: number
  /** On the list, but not mailed. */
  leftOut: number
  counts: Counts
  unsubscribed: number
  progressPercent: number
  failure: string | null
  paid: { credits: number; entrySeq: number } | null
}

export type RecipientRow = {
  position: number
  contactId: string
  /** Null: somebody who was erased. */
  email: string | null
  name: string
  status: RecipientStatus
  answer: string | null
  unsubscribed: boolean
}

export type PersonPreview = { index: number; of: number; to: string; subject: string; html: string }
