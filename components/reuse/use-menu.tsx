'use client'

import { ChevronDown } from 'lucide-react'
import { lazy } from 'react'
import { type ButtonLook, buttonClass } from '@/components/ui/buttons/button-class'
import { whenOnline } from '@/components/ui/loading/when-online'
import { LazyMenu } from '@/components/ui/overlays/lazy-menu'
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
  return (
    <LazyMenu
      load={load}
      popup={(place) => <UseMenuPopup {...place} source={source} postId={postId} />}
      className={buttonClass(look)}
    >
      Use this{of && <span className="sr-only">: {of}</span>}
      <ChevronDown aria-hidden="true" />
    </LazyMenu>
  )
}
