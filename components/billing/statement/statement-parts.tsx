'use client'

import { lazy, Suspense } from 'react'

/**
 * Rendered with the page. Their scripts are loaded when they are on it, because the other views of the page share its script.
 */
const Rows = lazy(async () => ({ default: (await import('./statement-rows')).StatementRows }))
const FilterBar = lazy(async () => ({ default: (await import('./statement-filter-bar')).StatementFilterBar }))

export function StatementRows(props: React.ComponentProps<typeof Rows>) {
  return (
    <Suspense>
      <Rows {...props} />
    </Suspense>
  )
}

export function StatementFilterBar(props: React.ComponentProps<typeof FilterBar>) {
  return (
    <Suspense>
      <FilterBar {...props} />
    </Suspense>
  )
}
