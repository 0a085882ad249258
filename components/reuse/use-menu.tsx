'use client'

import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { type ButtonLook, buttonClass } from '@/components/ui/buttons/button-class'
import { whenOnline } from '@/components/ui/loading/when-online'
import { MenuTrigger } from '@/components/ui/overlays/menu-trigger'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import type { SourceRef } from '@/lib/reuse/shared/source'

const load = () => import('./use-menu-popup')
const UseMenuPopup = lazy(whenOnline(load))

type Props = {
  source: SourceRef
  postId?: string | undefined
  /** Which result, on a page with several. */
  of?: string
  look?: ButtonLook
}

/** The next things to make from a result. */
export function UseMenu({ source, postId, of, look }: Props) {
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <MenuTrigger
        ref={anchor}
        open={open}
        onOpen={() => setOpen(true)}
        load={load}
        className={buttonClass(look)}
      >
        Use this{of && <span className="sr-only">: {of}</span>}
        <ChevronDown aria-hidden="true" />
      </MenuTrigger>
      {wasOpen && (
        <Suspense fallback={null}>
          <UseMenuPopup source={source} postId={postId} open={open} onOpenChange={setOpen} anchor={anchor} />
        </Suspense>
      )}
    </>
  )
}
