import { Download, ReceiptText, SearchX } from 'lucide-react'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { groupRows } from '@/lib/billing/shared/group-rows'
import type { UsageCycle } from '@/lib/billing/statement/usage-breakdown'
import type { StatementFilters, StatementPage } from '@/lib/billing/views'
import { type FilterMember, filterOptions, filtersInWords } from './filter-options'
import { shownRows } from './shown-rows'
import { StatementFilterBar } from './statement-filter-bar'
import { StatementRows } from './statement-rows'

type Links = PageLinks & { csv: string; all: string | null }

type StatementProps = {
  page: StatementPage
  timeZone: string
  filters: StatementFilters
  members: FilterMember[]
  cycles: UsageCycle[]
  /** Links to neighboring pages; null where there is none. `all` removes the filters. */
  links: Links
}

/** Every credit added or spent, newest first, with what it was for (R10, R24). */
export function Statement({ page, timeZone, filters, members, cycles, links }: StatementProps) {
  const rows = groupRows(page)
  const words = filtersInWords(filters, filterOptions(members, cycles, filters, timeZone))
  return (
    <Card id="statement" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Statement"
        description="A permanent record of every credit added or spent."
        action={
          <DownloadLink href={links.csv} size="sm" className="print:hidden">
            <Download aria-hidden="true" />
            CSV
          </DownloadLink>
        }
      />
      <StatementFilterBar filters={filters} members={members} cycles={cycles} timeZone={timeZone} />
      {words && <p className="mb-3 hidden text-sm text-muted print:block">{words}</p>}
      {rows.length > 0 ? (
        <StatementRows rows={shownRows(rows)} timeZone={timeZone} />
      ) : (
        <NoRows links={links} />
      )}
      <Pagination
        label="Pages of the statement"
        previous={links.previous}
        next={links.next}
        className="print:hidden"
      />
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
        Try another search or clear the filters.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ReceiptText} title={links.previous ? 'No older activity' : 'No activity yet'}>
      Credits you add or spend will appear here.
    </EmptyState>
  )
}
