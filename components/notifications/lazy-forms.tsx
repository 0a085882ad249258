'use client'

import { lazyWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'

/** These load their code only on their own settings tab, because all tabs are one page. */

export const LazyAlertLevelForm = lazyWhenSeen(
  async () => ({ default: (await import('./alert-level-form')).AlertLevelForm }),
  <Skeleton className="h-32" />,
)

export const LazyPreferencesForm = lazyWhenSeen(
  async () => ({ default: (await import('./preferences-form')).PreferencesForm }),
  <Skeleton className="h-80" />,
)
