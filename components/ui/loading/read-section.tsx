import { Suspense } from 'react'
import { CardBoundary } from './card-boundary'
import { type Settled, type Soon, unwrap } from './settled'

type ReadSectionProps<T> = {
  what: string
  read: Settled<T>
  children: (value: T) => React.ReactNode
}

/** A section of a page that is sent together with its data and fails independently. */
export function ReadSection<T>({ what, read, children }: ReadSectionProps<T>) {
  return (
    <CardBoundary what={what}>
      <Content read={read}>{children}</Content>
    </CardBoundary>
  )
}

/** Inside the boundary, which shows what it throws. */
function Content<T>({ read, children }: Omit<ReadSectionProps<T>, 'what'>) {
  return children(unwrap(read))
}

type SoonSectionProps<T> = {
  what: string
  /** Shown until the content is there. */
  loading: React.ReactNode
  content: Soon<T>
  children: (value: T) => React.ReactNode
}

/** A section that needs an answer of another service. What is known is sent with the page, the rest follows. */
export function SoonSection<T>({ what, loading, content, children }: SoonSectionProps<T>) {
  return (
    <CardBoundary what={what}>
      <Suspense fallback={loading}>
        {'value' in content ? children(content.value) : <Later content={content.pending}>{children}</Later>}
      </Suspense>
    </CardBoundary>
  )
}

async function Later<T>({
  content,
  children,
}: Pick<SoonSectionProps<T>, 'children'> & { content: Promise<T> }) {
  return children(await content)
}
