'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import { OPEN_FINDER } from './open-finder'

const load = () => import('./finder-dialog')
const FinderDialog = lazy(whenOnline(load))

/** Opens the finder with Ctrl+K or Command+K, or with a `FinderButton`. */
export function Finder() {
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)

  useEffect(() => {
    const show = () => setOpen(true)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey || event.repeat) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    window.addEventListener(OPEN_FINDER, show)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener(OPEN_FINDER, show)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])

  return (
    wasOpen && (
      <Suspense fallback={null}>
        <FinderDialog open={open} onOpenChange={setOpen} />
      </Suspense>
    )
  )
}
