'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { whenOnline } from '../loading/when-online'
import { anyToast } from './toast'

const ToasterView = lazy(whenOnline(() => import('./toaster-view')))

/** Container for toasts, rendered with the first one, because most pages never show any. */
export function Toaster() {
  const wanted = useSyncExternalStore(anyToast.subscribe, anyToast.read, () => false)
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <ToasterView />
    </Suspense>
  )
}
