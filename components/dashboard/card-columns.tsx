'use client'

import type { FormAction } from '@/components/ui/forms/form-action'
import type { CampaignRow, FeedRow, PostRow, StepRow, WorkRow } from './card-rows'
import { ComingUp } from './coming-up'
import { FeedCard } from './feed-card'
import { GettingStarted } from './getting-started'
import { LatestWorkCard } from './latest-work'

/** The cards of the dashboard's columns: a page lists the scripts of each component that it renders with data, so there are two. */

type DoneProps = { steps: StepRow[]; dismiss: FormAction | null; work: WorkRow[] }

export function StartAndRecentWork({ steps, dismiss, work }: DoneProps) {
  return (
    <>
      {steps.length > 0 && <GettingStarted steps={steps} dismiss={dismiss} />}
      <LatestWorkCard rows={work} />
    </>
  )
}

type AheadProps = { campaigns: CampaignRow[]; planned: string; feeds: FeedRow[]; posts: PostRow[] }

export function Ahead({ campaigns, planned, feeds, posts }: AheadProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <ComingUp rows={campaigns} planned={planned} />
      {(feeds.length > 0 || posts.length > 0) && <FeedCard feeds={feeds} posts={posts} />}
    </div>
  )
}
