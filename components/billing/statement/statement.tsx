import { Download, ReceiptText, SearchX } from 'lucide-react'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import type { StatementFilters, StatementRow } from '@/lib/billing/views'
import { type FilterMember, StatementFilterBar } from './statement-filter-bar'
import { StatementCards, StatementTable } from './statement-rows'

type Links = PageLinks & { csv: string; all: string | null }

type StatementProps = {
  rows: StatementRow[]
  timeZone: string
  filters: StatementFilters
  members: FilterMember[]
  /** Links to neighboring pages; null where there is none. `all` removes the filters. */
  links: Links
}

/** Every credit added or spent, newest first, with what it was for (R10, R24). */
export function Statement({ rows, timeZone, filters, members, links }: StatementProps) {
  return (
    <Card id="statement" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Statement"
        description="A permanent record of every credit added or spent."
        action={
          <DownloadLink href={links.csv} size="sm">
            <Download aria-hidden="true" />
            CSV
          </DownloadLink>
        }
      />
      <StatementFilterBar filters={filters} members={members} allHref={links.all} />
      {rows.length > 0 ? (
        <>
          <StatementTable rows={rows} timeZone={timeZone} />
          <StatementCards rows={rows} timeZone={timeZone} />
        </>
      ) : (
        <NoRows links={links} />
      )}
      <Pagination label="Pages of the statement" previous={links.previous} next={links.next} />
    </Card>
  )
}

/** An empty statement, no match, and no match in the part that was searched are different cases. */
function NoRows({ links }: { links: Links }) {
  if (links.next) {
    return (
      <EmptyState icon={SearchX} title="No activity in this range">
        There may be older activity.
      </EmptyState>
    )
  }
  if (links.all) {
    return (
      <EmptyState icon={SearchX} title="No results">
        Try another filter or clear the filters.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ReceiptText} title={links.previous ? 'No older activity' : 'No activity yet'}>
      Credits you add or spend will appear here.
    </EmptyState>
  )
}
