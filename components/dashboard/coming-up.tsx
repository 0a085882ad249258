'use client'

import { CalendarClock } from 'lucide-react'
import Link from 'next/link'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { CampaignRow } from './card-rows'

type Props = {
  rows: CampaignRow[]
  /** What all scheduled campaigns will cost. */
  planned: string
}

/** The next scheduled campaigns, and what all of them will cost. */
export function ComingUp({ rows, planned }: Props) {
  return (
    <Card aria-labelledby="coming-title">
      <CardHeader
        id="coming-title"
        title="Coming up"
        action={
          <Link href="/calendar" className="text-sm font-medium text-brand-ink underline underline-offset-3">
            Calendar
          </Link>
        }
      />
      {rows.length === 0 ? (
        <EmptyState
          icon={CalendarClock}
          title="Nothing scheduled"
          action={
            <ButtonLink href="/campaigns/new" variant="secondary" size="sm">
              Create campaign
            </ButtonLink>
          }
          className="px-0 py-4"
        >
          Campaigns you schedule appear here and are sent automatically.
        </EmptyState>
      ) : (
        <>
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {rows.map(({ id, name, detail }) => (
              <li key={id}>
                <Link
                  href={`/campaigns/${id}`}
                  className="-mx-3 block rounded-control px-3 py-2 transition-colors hover:bg-sunken"
                >
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block text-sm text-muted">{detail}</span>
                </Link>
              </li>
            ))}
          </ol>
          <p className="mt-4 border-t border-line pt-4 text-sm">{planned}</p>
        </>
      )}
    </Card>
  )
}
