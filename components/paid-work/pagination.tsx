import { ButtonLink } from '@/components/ui/buttons/button'

type Props = {
  href: string
  label: string
  search: string | undefined
  show: string | undefined
  /** Whether this is a later page, and where the next one begins. */
  before: string | undefined
  nextBefore: string | null
}

/** From page to page of a library, with its search kept. */
export function LibraryPages({ href, label, search, show, before, nextBefore }: Props) {
  const kept = new URLSearchParams()
  if (search) kept.set('q', search)
  if (show) kept.set('show', show)
  const newest = kept.size > 0 ? `${href}?${kept}` : href
  if (nextBefore) kept.set('before', nextBefore)
  return (
    <nav aria-label={label} className="mt-6 flex justify-between">
      {before ? (
        <ButtonLink href={newest} variant="secondary">
          Newest
        </ButtonLink>
      ) : (
        <span />
      )}
      {nextBefore && (
        <ButtonLink href={`${href}?${kept}`} variant="secondary">
          Older
        </ButtonLink>
      )}
    </nav>
  )
}
