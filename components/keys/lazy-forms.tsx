'use client'

import { lazyWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export const LazyKeyForm = lazyWhenSeen(
  async () => ({ default: (await import('./key-form')).KeyForm }),
  <Skeleton className="h-96 max-w-lg" />,
)

/** Loads the form's code when someone opens it. */
export const LazyRotateForm = lazyWhenSeen(
  async () => ({ default: (await import('./rotate-form')).RotateForm }),
  <Skeleton className="mt-3 h-36 max-w-lg" />,
)
