import { readMarketNow } from '@/db/product-time'
import { listCampaigns } from '@/lib/campaigns/list-campaigns'
import { listPlannedCampaigns, listRefusedCampaigns } from '@/lib/campaigns/planned-campaigns'
import type { WorkspaceContext } from '@/lib/core/context'
import { listImages } from '@/lib/images/list-images'
import { listReports } from '@/lib/reports/list-reports'
import { listValuations } from '@/lib/valuations/list-valuations'
import { readFeedsAndPosts } from './read-feeds-and-posts'
import { readFirstSteps } from './read-first-steps'
import type { DashboardView, LatestWork } from './views'

const LATEST = 6
const COMING_UP = 5

/** Everything on a workspace's dashboard except its balance. */
export async function readDashboard(ctx: WorkspaceContext): Promise<DashboardView> {
  const [asOf, steps, latest, planned, refused, waiting] = await Promise.all([
    readMarketNow(),
    readFirstSteps(ctx),
    latestWork(ctx),
    listPlannedCampaigns(ctx),
    listRefusedCampaigns(ctx),
    readFeedsAndPosts(ctx),
  ])
  const sum = (of: 'credits' | 'recipients') => planned.reduce((total, campaign) => total + campaign[of], 0)
  return {
    asOf: asOf.toISOString(),
    firstSteps: steps,
    latest,
    comingUp: planned.slice(0, COMING_UP),
    planned: { count: planned.length, credits: sum('credits'), emails: sum('recipients') },
    refused,
    ...waiting,
  }
}

async function latestWork(ctx: WorkspaceContext): Promise<LatestWork[]> {
  const limit = LATEST
  const [reports, images, valuations, campaigns] = await Promise.all([
    listReports(ctx, { limit }),
    listImages(ctx, { limit }),
    listValuations(ctx, { limit }),
    listCampaigns(ctx, { limit, started: true }),
  ])
  const all: LatestWork[] = [
    ...reports.rows.map((row) => ({ kind: 'report', row }) as const),
    ...images.rows.map((row) => ({ kind: 'image', row }) as const),
    ...valuations.rows.map((row) => ({ kind: 'valuation', row }) as const),
    ...campaigns.rows.map((row) => ({ kind: 'campaign', row }) as const),
  ]
  const dateOf = (work: LatestWork) => (work.kind === 'campaign' ? work.row.at : work.row.createdAt)
  return all.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a))).slice(0, LATEST)
}
