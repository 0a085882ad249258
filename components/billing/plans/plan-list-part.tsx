'use client'

import { lazy, Suspense } from 'react'

const List = lazy(async () => ({ default: (await import('./plan-list')).PlanList }))

/** Rendered with the page. Its script is loaded when it is on it, because the other views of the page share its script. */
export function PlanList(props: React.ComponentProps<typeof List>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}
