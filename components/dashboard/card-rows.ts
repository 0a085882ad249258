import { feedStatus } from '@/components/feeds/feed-labels'
import type { BadgeTone } from '@/components/ui/badge'
import { countOf, formatCredits, formatDay, formatTime, inDays } from '@/lib/core/text/format'
import type {
  DashboardView,
  FeedHealth,
  FirstStep,
  FirstStepKey,
  LatestWork,
  PostCounts,
} from '@/lib/dashboard/views'
import { firstStepLabels } from './first-step-labels'
import { type WorkResult, workSummary } from './work-labels'

/**
 * What the dashboard's cards say, as text. The server writes it, and the cards, which are rendered in the browser too, get it as
 * data: a page sends each row once, and no script needs the formats.
 */

export type StepRow = { key: FirstStepKey; title: string; hint: string; href: string; done: boolean }

export const stepRows = (steps: FirstStep[]): StepRow[] =>
  steps.map(({ key, done }) => ({ key, done, ...firstStepLabels[key] }))

export type WorkRow = {
  kind: LatestWork['kind']
  href: string
  title: string
  when: string
  result: WorkResult
}

export const workRows = (latest: LatestWork[], asOf: string, timeZone: string): WorkRow[] =>
  latest.map((work) => {
    const { href, title, at, result } = workSummary(work)
    return { kind: work.kind, href, title, when: inDays(asOf, at, timeZone), result }
  })

export type CampaignRow = { id: string; name: string; detail: string }

export const campaignRows = (
  { comingUp, asOf }: Pick<DashboardView, 'comingUp' | 'asOf'>,
  timeZone: string,
): CampaignRow[] =>
  comingUp.map(({ id, name, at, recipients }) => ({
    id,
    name,
    detail: `${formatDay(at, timeZone)}, ${formatTime(at, timeZone)} · ${inDays(asOf, at, timeZone)} · ${countOf(recipients, 'person', 'people')}`,
  }))

/** What all scheduled campaigns will cost; only their emails if the plan has limits instead of credits. */
export function plannedLabel(
  { count, credits, emails }: DashboardView['planned'],
  leftCredits: number | null,
): string {
  const campaigns = countOf(count, 'scheduled campaign')
  if (leftCredits === null) return `${campaigns}: ${countOf(emails, 'email')}.`
  const cost = `${campaigns} ${count === 1 ? 'needs' : 'need'} ${formatCredits(credits)}`
  return leftCredits < credits
    ? `${cost}, but you have ${formatCredits(leftCredits)} left. Campaigns you can’t pay for won’t be sent.`
    : `${cost}. You have ${formatCredits(leftCredits)} left.`
}

export type FeedRow = { id: string; name: string; detail: string; label: string; tone: BadgeTone }

export const feedRows = (
  { feeds, asOf }: Pick<DashboardView, 'feeds' | 'asOf'>,
  timeZone: string,
): FeedRow[] =>
  feeds.map((feed) => ({
    id: feed.id,
    name: feed.name,
    detail: feedDetail(feed, asOf, timeZone),
    ...feedStatus({ ...feed, isDisconnected: false }),
  }))

function feedDetail({ lastHeardAt, failure, paused }: FeedHealth, asOf: string, timeZone: string): string {
  const update = lastHeardAt ? `Last update ${inDays(asOf, lastHeardAt, timeZone)}` : 'No updates yet'
  return failure ?? (paused ? `${update}. Posts are paused.` : update)
}

export type PostRow = { show: keyof PostCounts; label: string }

/** Posts that need attention. */
export function postRows({ waiting, draft, due }: PostCounts): PostRow[] {
  const rows = [
    { show: 'due' as const, count: due, label: `${countOf(due, 'post is', 'posts are')} ready to post` },
    {
      show: 'draft' as const,
      count: draft,
      label: `${countOf(draft, 'draft needs', 'drafts need')} approval`,
    },
    {
      show: 'waiting' as const,
      count: waiting,
      label: `${countOf(waiting, 'listing needs', 'listings need')} a post`,
    },
  ]
  return rows.filter(({ count }) => count > 0).map(({ show, label }) => ({ show, label }))
}
