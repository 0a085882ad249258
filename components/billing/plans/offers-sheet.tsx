'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useRef, useState } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'

const DialogPopup = lazy(whenOnline(() => import('@/components/ui/overlays/dialog-popup')))

type OffersSheetProps = {
  title: string
  description: string
  /** The page without the sheet. */
  closeHref: string
  children: React.ReactNode
}

/** Plans and packs over a view of the billing page. The URL opens and closes it, so it can be linked. */
export function OffersSheet({ title, description, closeHref, children }: OffersSheetProps) {
  const router = useRouter()
  const [open, setOpen] = useState(true)
  // Gets the focus back: the link that opened it.
  const opener = useRef(typeof document === 'undefined' ? null : activeLink())
  const close = () => {
    setOpen(false)
    router.replace(closeHref, { scroll: false })
  }
  return (
    <Suspense fallback={null}>
      <DialogPopup
        side
        title={title}
        description={description}
        open={open}
        onOpenChange={(wanted) => {
          if (!wanted) close()
        }}
        opener={opener}
      >
        {children}
      </DialogPopup>
    </Suspense>
  )
}

const activeLink = () =>
  document.activeElement instanceof HTMLElement && document.activeElement !== document.body
    ? document.activeElement
    : null
