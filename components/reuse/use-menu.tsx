'use client'

import { ChevronDown } from 'lucide-react'
import { lazy } from 'react'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { whenOnline } from '@/components/ui/loading/when-online'
import { LazyMenu } from '@/components/ui/overlays/lazy-menu'
import type { SourceRef } from '@/lib/reuse/shared/source'

const load = () => import('./use-menu-popup')
const UseMenuPopup = lazy(whenOnline(load))

/** The next things to make from a result. */
export function UseMenu({ source, postId }: { source: SourceRef; postId?: string | undefined }) {
  return (
    <LazyMenu
      load={load}
      popup={(place) => <UseMenuPopup {...place} source={source} postId={postId} />}
      className={buttonClass()}
    >
      Use this
      <ChevronDown aria-hidden="true" />
    </LazyMenu>
  )
}
