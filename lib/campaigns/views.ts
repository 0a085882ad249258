import type { bounceCauses, campaignStatuses, recipientStatuses } from '@/db/schema/work/campaigns'
import type { MergedPart, MergeField } from '@/lib/templates/views'

export type CampaignStatus = (typeof campaignStatuses)[number]
export type RecipientStatus = (typeof recipientStatuses)[number]
export type Counts = Record<RecipientStatus, number>

export type CampaignRow = {
  id: string
  name: string
  listName: string
  status: CampaignStatus
  /** When it was or will be sent; for a draft, when it was created. */
  at: string
  recipients: number
  accepted: number
}

/** A scheduled campaign at its confirmed price; 0 on plans with limits. */
export type PlannedCampaign = {
  id: string
  name: string
  listName: string
  at: string
  recipients: number
  credits: number
}

/** A campaign that wasn’t sent at its scheduled time, because it failed or was put on hold for being late. */
export type RefusedCampaign = { id: string; name: string; status: 'refused' | 'held'; failure: string }

/** A merge field that would be blank in emails. */
export type Gap = {
  field: string
  label: string
  of: MergeField['of']
  /** The number of affected recipients; null for all. */
  people: number | null
}

export type CampaignView = {
  id: string
  /** The version of the previewed content. The confirmation includes it. */
  version: string
  name: string
  listId: string | null
  listName: string
  subject: string
  /** The subject with its fields filled in, and labels for fields that differ by recipient. */
  subjectParts: MergedPart[]
  body: string
  details: Record<string, string>
  status: CampaignStatus
  scheduledAt: string | null
  /** It is put on hold when it would be sent later than this. */
  lateAfterHours: number
  /** The missing fields; only before sending. */
  gaps: Gap[]
  startedAt: string | null
  finishedAt: string | null
  createdBy: string
  /** Fixed on confirmation; before that, the current number. */
  recipients: number
  /** Contacts on the list who are suppressed. */
  leftOut: number
  counts: Counts
  unsubscribed: number
  progressPercent: number
  failure: string | null
  /** Until when a due campaign waits for credits that other work has reserved; null if it doesn’t. */
  awaitsCreditsUntil: string | null
  /** It failed at its time, and can be scheduled again as it was confirmed. */
  canSendLater: boolean
  /** When the rest of a paused campaign is canceled; null if it isn’t paused. */
  endsAt: string | null
  paid: { credits: number; entrySeq: number } | null
}

/** Who asks us to send a campaign more slowly. */
export type Slowdown = {
  /** The domains of the recipients who wait. */
  domains: string[]
  moreDomains: number
  /** Our own mail server asks for it, not a domain. */
  isOurServer: boolean
  /** How many emails wait. */
  emails: number
  /** When the first of them is tried again. */
  nextAt: string
}

export type RecipientRow = {
  position: number
  contactId: string
  /** Null for an erased contact. */
  email: string | null
  name: string
  status: RecipientStatus
  answer: string | null
  /** What the answer or a later report means. */
  cause: (typeof bounceCauses)[number] | null
  unsubscribed: boolean
}

export type RecipientPreview = { index: number; of: number; to: string; subject: string; html: string }
