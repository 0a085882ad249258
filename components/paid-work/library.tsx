import type { LucideIcon } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterBar } from '@/components/ui/paging/filter-bar'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import type { ListQuery } from '@/lib/core/paging/list-query'
import type { Page } from '@/lib/core/paging/page'
import type { WorkFilter } from '@/lib/paid-work/list'

type Props = {
  title: string
  description: string
  href: string
  /** What it lists: "report". */
  name: string
  icon: LucideIcon
  query: ListQuery<WorkFilter>
  page: Omit<Page<unknown>, 'rows'>
  /** What the filters are called. */
  choices?: Record<WorkFilter, string>
  /** How the first one is made. */
  hint: string
  /** The rows; null: there are none. */
  children: React.ReactNode
}

const CHOICES: Record<WorkFilter, string> = {
  ready: 'Ready',
  unfinished: 'In progress',
  ended: 'Failed or canceled',
}

/** The page that lists one kind of paid work, with its search, its filter and its pages. */
export function Library({ children, choices = CHOICES, ...props }: Props) {
  const { title, description, href, name, icon, query, page, hint } = props
  const { search, filter, before } = query
  const isNarrowed = Boolean(search || filter)
  const ask = <ButtonLink href={`${href}/new`}>New {name}</ButtonLink>
  return (
    <>
      <PageHeader title={title} description={description} action={ask} />
      {(children || isNarrowed) && (
        <FilterBar
          href={href}
          label={`Search ${name}s`}
          search={search}
          filter={filter}
          choices={Object.entries(choices).map(([value, label]) => ({ value, label }))}
        />
      )}
      {children ?? (
        <Card>
          <EmptyState
            icon={icon}
            title={isNarrowed ? `No matching ${name}s` : before ? `No older ${name}s` : `No ${name}s yet`}
            action={isNarrowed || before ? null : ask}
          >
            {isNarrowed ? 'Try another search or clear the filters.' : hint}
          </EmptyState>
        </Card>
      )}
      <Pagination label={`Pages of ${name}s`} {...pageLinks(href, query, page)} />
    </>
  )
}
