import type { CampaignRow, PlannedCampaign, RefusedCampaign } from '@/lib/campaigns/views'
import type { ImageRow } from '@/lib/images/views'
import type { ReportRow } from '@/lib/reports/views'
import type { ValuationRow } from '@/lib/valuations/views'

/** Plain data that the dashboard draws. Instants are ISO. */

export type LatestWork =
  | { kind: 'report'; row: ReportRow }
  | { kind: 'image'; row: ImageRow }
  | { kind: 'valuation'; row: ValuationRow }
  | { kind: 'campaign'; row: CampaignRow }

export type FirstStepKey = 'report' | 'contacts' | 'campaign' | 'branding' | 'invite' | 'plan'
/** Ticked by what is stored, never by a click. */
export type FirstStep = { key: FirstStepKey; done: boolean }

export type FeedHealth = {
  id: string
  name: string
  /** When a file came last; null: none has. */
  lastHeardAt: string | null
  /** Why the last pull brought nothing. */
  failure: string | null
  paused: boolean
}

/** Posts that wait: for credits, for approval, or for somebody to put them out. */
export type PostCounts = { waiting: number; draft: number; due: number }

export type DashboardView = {
  /** When it was read. */
  asOf: string
  /** Empty when all are done, or the workspace has long been in use. */
  firstSteps: FirstStep[]
  /** What was made or sent, the newest first. */
  latest: LatestWork[]
  /** What waits for its time, the nearest first. */
  comingUp: PlannedCampaign[]
  /** All that is planned, however much of it `comingUp` shows. */
  planned: { count: number; credits: number; emails: number }
  refused: RefusedCampaign[]
  feeds: FeedHealth[]
  posts: PostCounts
}
