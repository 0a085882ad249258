import type { campaignStatuses, recipientStatuses } from '@/db/schema/work/campaigns'
import type { MergedPart, MergeField } from '@/lib/templates/views'

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

/** A campaign that was not sent when its time came, and why: it could not be, or it was held because it was late. */
export type RefusedCampaign = { id: string; name: string; status: 'refused' | 'held'; failure: string }

/** A merge field that would be blank in emails. */
export type Gap = {
  field: string
  label: string
  of: MergeField['of']
  /** For how many of the recipients; null for all. */
  people: number | null
}

export type CampaignView = {
  id: string
  /** Of what is previewed; the confirmation carries it. */
  version: string
  name: string
  listId: string | null
  listName: string
  subject: string
  /** The subject as people read it, with chips for what differs from person to person. */
  subjectParts: MergedPart[]
  body: string
  details: Record<string, string>
  status: CampaignStatus
  scheduledAt: string | null
  /** It is held when it would go out later than this. */
  lateAfterHours: number
  /** What is missing before it can be sent; only while it has not begun. */
  gaps: Gap[]
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
