'use client'

import { lazyWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export const LazyEndpointForm = lazyWhenSeen(
  async () => ({ default: (await import('./endpoint-form')).EndpointForm }),
  <Skeleton className="h-96 max-w-lg" />,
)
