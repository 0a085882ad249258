'use client'

import { lazy, Suspense } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { UnsavedChangesProps } from './form-guard'

const FormGuard = lazy(whenOnline(() => import('./form-guard')))

/**
 * Put it into a form whose text takes effort: leaving the page with unsaved changes asks first, and what was entered is
 * kept in this browser for a week and offered again. What does it is fetched once the page is there.
 */
export function UnsavedChanges(props: UnsavedChangesProps) {
  return (
    <Suspense fallback={null}>
      <FormGuard {...props} />
    </Suspense>
  )
}
