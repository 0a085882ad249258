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
  /** The labels of the filters. */
  choices?: Record<WorkFilter, string>
  /** How to create the first one. */
  hint: string
  /** Beside the button that creates one. */
  more?: React.ReactNode
  /** The rows, or null if there are none. */
  children: React.ReactNode
}

const CHOICES: Record<WorkFilter, string> = {
  ready: 'Ready',
  unfinished: 'In progress',
  ended: 'Failed or canceled',
}

/** The page that lists one kind of paid work, with search, filter and pagination. */
export function Library({ children, choices = CHOICES, ...props }: Props) {
  const { title, description, href, name, icon, query, page, hint, more } = props
  const { search, filter, before } = query
  const isNarrowed = Boolean(search || filter)
  const createLink = <ButtonLink href={`${href}/new`}>Create {name}</ButtonLink>
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        action={
          <div className="flex flex-wrap gap-2">
            {more}
            {createLink}
          </div>
        }
      />
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
            action={isNarrowed || before ? null : createLink}
          >
            {isNarrowed ? 'Try another search or clear the filters.' : hint}
          </EmptyState>
        </Card>
      )}
      <Pagination label={`Pages of ${name}s`} {...pageLinks(href, query, page)} />
    </>
  )
}
