import { listPlannedAndRefused } from '@/lib/campaigns/planned-campaigns'
import type { WorkspaceContext } from '@/lib/core/context'
import { readFeedsAndPosts } from './read-feeds-and-posts'
import { readFirstSteps } from './read-first-steps'
import { readLatestWork } from './read-latest-work'
import type { DashboardView } from './views'

const COMING_UP = 5

/** Everything on a workspace's dashboard except its balance. */
export async function readDashboard(ctx: WorkspaceContext): Promise<DashboardView> {
  const [steps, latest, { planned, refused }, waiting] = await Promise.all([
    readFirstSteps(ctx),
    readLatestWork(ctx),
    listPlannedAndRefused(ctx),
    readFeedsAndPosts(ctx),
  ])
  const sum = (of: 'credits' | 'recipients') => planned.reduce((total, campaign) => total + campaign[of], 0)
  return {
    firstSteps: steps,
    latest,
    comingUp: planned.slice(0, COMING_UP),
    planned: { count: planned.length, credits: sum('credits'), emails: sum('recipients') },
    refused,
    ...waiting,
  }
}
