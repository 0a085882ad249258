import { ButtonLink } from '../buttons/button'
import { cn } from '../cn'
import type { PageLinks } from './page-links'

type Props = PageLinks & {
  /** Accessible name: "Report pages". */
  label: string
  /** Order of the list: newest first, or its own order. */
  sorted?: 'newest-first' | 'in-order'
  /** Whether following a link goes to the top of the page. */
  scroll?: boolean
  className?: string
}

const LABELS = { 'newest-first': ['Newer', 'Older'], 'in-order': ['Previous', 'Next'] } as const

/** Previous and next page of a list. Plain links, so they work without JavaScript and can be shared. */
export function Pagination({ label, previous, next, sorted = 'newest-first', scroll, className }: Props) {
  if (!previous && !next) return null
  const [up, down] = LABELS[sorted]
  return (
    <nav aria-label={label} className={cn('mt-6 flex justify-between gap-3', className)}>
      {previous && (
        <ButtonLink href={previous} rel="prev" scroll={scroll} variant="secondary" size="sm">
          {up}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={next} rel="next" scroll={scroll} variant="secondary" size="sm" className="ml-auto">
          {down}
        </ButtonLink>
      )}
    </nav>
  )
}
