'use client'

import { lazy, Suspense } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { UnsavedChangesProps } from './form-guard'

const FormGuard = lazy(whenOnline(() => import('./form-guard')))

/**
 * Add it to forms with longer text: leaving the page with unsaved changes asks first, and the values are kept in this
 * browser for a week and can be restored. Its code is loaded after the page.
 */
export function UnsavedChanges(props: UnsavedChangesProps) {
  return (
    <Suspense fallback={null}>
      <FormGuard {...props} />
    </Suspense>
  )
}
