'use client'

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useSeen } from './use-seen'
import { whenOnline } from './when-online'

/** More than a screen, so the content is there before anyone reaches it with the Tab key. */
const MARGIN_PX = 1_200

type Props = {
  children: ReactNode
  /** Shown until the content is near the viewport and has loaded. */
  fallback?: ReactNode
  /** How far below the viewport loading starts; by default more than a screen. */
  marginPx?: number
  /** Reserves the content's space. */
  className?: string
}

/**
 * Renders `lazy` content when it is about to be seen, so pages don't load code that most people never use. A form renders
 * once its code has loaded, so nothing is typed into a form that isn't interactive yet.
 */
export function LoadWhenSeen({ children, fallback = null, marginPx = MARGIN_PX, className }: Props) {
  const [box, seen] = useSeen<HTMLDivElement>(marginPx)
  return (
    <div ref={box} className={className}>
      {seen ? <Suspense fallback={fallback}>{children}</Suspense> : fallback}
    </div>
  )
}

/** A component whose code loads when it is about to be seen. */
export function lazyWhenSeen<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  fallback: ReactNode,
) {
  const Content = lazy(whenOnline(load))
  return function LoadedWhenSeen(props: Props) {
    return (
      <LoadWhenSeen fallback={fallback}>
        <Content {...props} />
      </LoadWhenSeen>
    )
  }
}
