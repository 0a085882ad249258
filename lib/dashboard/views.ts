import type { CampaignRow, PlannedCampaign, RefusedCampaign } from '@/lib/campaigns/views'
import type { ImageRow } from '@/lib/images/views'
import type { ReportRow } from '@/lib/reports/views'
import type { ValuationRow } from '@/lib/valuations/views'

/** Plain data for the dashboard. Instants are ISO. */

export type LatestWork =
  | { kind: 'report'; row: Pick<ReportRow, 'id' | 'areaName' | 'createdAt' | 'status'> }
  | { kind: 'image'; row: Pick<ImageRow, 'id' | 'title' | 'createdAt' | 'status'> }
  | {
      kind: 'valuation'
      row: Pick<ValuationRow, 'id' | 'label' | 'createdAt' | 'status' | 'estimateUsd' | 'currency'>
    }
  | { kind: 'campaign'; row: Pick<CampaignRow, 'id' | 'name' | 'at' | 'status' | 'accepted' | 'recipients'> }

export const firstStepKeys = [
  'sales',
  'report',
  'contacts',
  'branding',
  'campaign',
  'invite',
  'plan',
] as const
export type FirstStepKey = (typeof firstStepKeys)[number]
/** `done` follows from stored data, never from a click. */
export type FirstStep = { key: FirstStepKey; done: boolean }

export type FeedHealth = {
  id: string
  name: string
  /** When the last file arrived; null if none has. */
  lastHeardAt: string | null
  /** Why the last fetch failed. */
  failure: string | null
  paused: boolean
}

/** Posts that wait for credits, need approval, or are due. */
export type PostCounts = { waiting: number; draft: number; due: number }

export type DashboardView = {
  /** When it was read. */
  asOf: string
  /** Empty if all are done or the workspace is no longer new. */
  firstSteps: FirstStep[]
  /** Recently created or sent work, newest first. */
  latest: LatestWork[]
  /** Scheduled campaigns, soonest first. */
  comingUp: PlannedCampaign[]
  /** Totals of all scheduled campaigns, including those not in `comingUp`. */
  planned: { count: number; credits: number; emails: number }
  refused: RefusedCampaign[]
  feeds: FeedHealth[]
  posts: PostCounts
}
