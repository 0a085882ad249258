import type { LucideIcon } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { WorkFilter } from '@/lib/paid-work/list'
import { LibraryPages } from './pagination'
import { LibrarySearch } from './search-bar'

type Props = {
  title: string
  description: string
  href: string
  /** What it lists: "report". */
  name: string
  icon: LucideIcon
  query: { search?: string | undefined; filter?: WorkFilter | undefined; before?: string | undefined }
  /** What the filters are called. */
  choices?: Record<WorkFilter, string>
  /** What to do when nothing matches, and how the first one is made. */
  hints: { search: string; first: string }
  nextBefore: string | null
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
  const { title, description, href, name, icon, query, hints, nextBefore } = props
  const { search, filter, before } = query
  const isNarrowed = Boolean(search || filter)
  const ask = <ButtonLink href={`${href}/new`}>New {name}</ButtonLink>
  return (
    <>
      <PageHeader title={title} description={description} action={ask} />
      {(children || isNarrowed) && (
        <LibrarySearch
          href={href}
          label={`Search ${name}s`}
          search={search}
          show={filter}
          choices={Object.entries(choices).map(([value, label]) => ({ value, label }))}
        />
      )}
      {children ?? (
        <Card>
          <EmptyState
            icon={icon}
            title={isNarrowed ? `No ${name} matches` : before ? `No older ${name}s` : `No ${name}s yet`}
            action={isNarrowed || before ? null : ask}
          >
            {isNarrowed ? hints.search : hints.first}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href={href}
        label={`Pages of ${name}s`}
        search={search}
        show={filter}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}
