'use client'

import { WifiOff } from 'lucide-react'
import { Icon } from '@/components/ui/icons/icon'

/** In the browser before it is needed, because nothing can be fetched by then. Doesn't block the page: elements under it can still be clicked. */
export function OfflineMessage() {
  return (
    <div className="pointer-events-none fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-lg items-start gap-3 rounded-card border border-warn/40 bg-warn-soft px-4 py-3 text-sm text-warn-ink shadow-float print:hidden">
      <Icon of={WifiOff} className="mt-0.5 size-4.5 shrink-0" />
      <p>
        <strong className="font-semibold">You’re offline.</strong> What you typed is kept. Forms you submit
        now are sent when you’re back online, so keep this page open.
      </p>
    </div>
  )
}
