import { MapPinHouse } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ValuationList } from '@/components/valuations/valuation-list'
import { LibraryPages } from '@/components/work/library-pages'
import { LibrarySearch } from '@/components/work/library-search'
import { listValuations, valuationFilters } from '@/lib/valuations/list-valuations'

export const metadata: Metadata = { title: 'Valuations' }

const VALUATIONS_A_PAGE = 20

/** What does not fit is as if it were not there. */
const Query = z.object({
  q: z.string().trim().min(1).max(120).optional().catch(undefined),
  show: z.enum(valuationFilters).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

const choices = [
  { value: 'ready', label: 'With an estimate' },
  { value: 'unfinished', label: 'In progress' },
  { value: 'ended', label: 'Without an estimate' },
]

export default async function ValuationsPage({ searchParams }: PageProps<'/valuations'>) {
  const workspace = await requireWorkspace()
  const { q: search, show, before } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listValuations(workspace, {
    limit: VALUATIONS_A_PAGE,
    before,
    search,
    filter: show,
  })
  const ask = <ButtonLink href="/valuations/new">New valuation</ButtonLink>
  const narrowed = Boolean(search || show)
  return (
    <>
      <PageHeader
        title="Valuations"
        description="What a home is worth, with a range and the sales it rests on."
        action={ask}
      />
      {(rows.length > 0 || narrowed) && (
        <LibrarySearch
          href="/valuations"
          label="Search valuations"
          search={search}
          show={show}
          choices={choices}
        />
      )}
      {rows.length > 0 ? (
        <ValuationList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={MapPinHouse}
            title={emptyTitle(narrowed, before)}
            action={narrowed || before ? null : ask}
          >
            {narrowed
              ? 'Search for another part of a name or zip code, or show all.'
              : 'Say where a home is and what it is like: the estimate, its range and comparable sales are there in seconds.'}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/valuations"
        label="Pages of valuations"
        search={search}
        show={show}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}

function emptyTitle(narrowed: boolean, before: string | undefined): string {
  if (narrowed) return 'No valuation matches'
  return before ? 'No older valuations' : 'No valuations yet'
}
