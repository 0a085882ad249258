import { Download, ReceiptText, SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { StatementFilters, StatementRow } from '@/lib/billing/views'
import { type FilterMember, StatementFilterBar } from './statement-filter-bar'
import { StatementCards, StatementTable } from './statement-rows'

type Links = { csv: string; all: string | null; older: string | null; newer: string | null }

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
      <Pages {...links} />
    </Card>
  )
}

/** Nothing at all, nothing that fits, and nothing in this stretch are three different things. */
function NoRows({ links }: { links: Links }) {
  if (links.older) {
    return (
      <EmptyState icon={SearchX} title="Nothing in this stretch">
        There may be more further back.
      </EmptyState>
    )
  }
  if (links.all) {
    return (
      <EmptyState icon={SearchX} title="Nothing matches">
        No credits came or went that fit the filters above.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ReceiptText} title={links.newer ? 'Nothing older' : 'Nothing here yet'}>
      Credits added and spent will be listed here, each with what it paid for.
    </EmptyState>
  )
}

function Pages({ older, newer }: Pick<Links, 'older' | 'newer'>) {
  if (!older && !newer) return null
  return (
    <nav aria-label="Pages of the statement" className="mt-5 flex justify-between gap-3">
      {newer ? (
        <ButtonLink href={`${newer}#statement`} variant="secondary" size="sm">
          Newer
        </ButtonLink>
      ) : (
        <span />
      )}
      {older && (
        <ButtonLink href={`${older}#statement`} variant="secondary" size="sm">
          Older
        </ButtonLink>
      )}
    </nav>
  )
}
