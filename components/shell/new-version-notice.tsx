'use client'

import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { newVersionFailure } from '@/components/ui/forms/new-version'
import { ReloadButton } from '@/components/ui/unsaved/reload-button'

const EVENT = 'market-trak:new-version'

/** Shows the notice. For a page with unsaved entries that would otherwise be reloaded. */
export const announceNewVersion = (): void => void window.dispatchEvent(new Event(EVENT))

/** Asks to reload when the server runs a newer version of the app than this page. */
export function NewVersionNotice() {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const show = () => setShown(true)
    window.addEventListener(EVENT, show)
    return () => window.removeEventListener(EVENT, show)
  }, [])
  if (!shown) return null
  return (
    <Alert
      className="fixed inset-x-4 bottom-4 z-30 mx-auto max-w-lg shadow-float print:hidden"
      action={<ReloadButton />}
    >
      {newVersionFailure.message}
    </Alert>
  )
}
