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
  /** Where one can go from here; null: there is nothing that way. `all` takes the filters off. */
  links: Links
}

/** Every credit that came or went, newest first, each with what it was for (R10, R24). */
export function Statement({ rows, timeZone, filters, members, links }: StatementProps) {
  return (
    <Card id="statement" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Statement"
        description="Every credit that came or went. Nothing in it is ever changed."
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

/** Nothing at all, nothing that fits, and nothing in this stretch are three different things. */
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
    <EmptyState icon={ReceiptText} title={links.previous ? 'Nothing older' : 'Nothing here yet'}>
      Credits added and spent will be listed here, each with what it paid for.
    </EmptyState>
  )
}
