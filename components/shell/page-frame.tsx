'use client'

import { Toaster } from '@/components/ui/overlays/toaster'
import { EarlyScripts } from './early-scripts'
import { OfflineMessage } from './offline-labels'
import { OfflineNotice } from './offline-notice'
import { ThemeProvider } from './theme-provider'

/** What surrounds every page, of a workspace or not. */
export function PageFrame({ nonce, children }: { nonce: string | undefined; children: React.ReactNode }) {
  return (
    <ThemeProvider {...(nonce !== undefined && { nonce })}>
      <EarlyScripts nonce={nonce} />
      {/* Its own stacking context, so that menus and dialogs are always above the page. */}
      <div className="isolate">{children}</div>
      <OfflineNotice>
        <OfflineMessage />
      </OfflineNotice>
      <Toaster />
    </ThemeProvider>
  )
}
