'use client'

import { cloneElement, createContext, lazy, Suspense, use, useRef, useState } from 'react'
import { useEarlyPress } from '@/components/ui/early/use-early-press'
import { whenOnline } from '../loading/when-online'
import { useWasOpen } from './use-was-open'

const load = () => import('./dialog-popup')
const DialogPopup = lazy(whenOnline(load))

type Opener = React.ReactElement<React.ComponentProps<'button'>>

type DialogProps = {
  /** The button that opens the dialog; it gets focus back on close. */
  trigger: Opener
  title: string
  description?: React.ReactNode
  children: React.ReactNode
  className?: string
  /** Set both to control the dialog from outside. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

const Close = createContext<() => void>(() => {})

/** A dialog whose code is loaded when its trigger is about to be used. */
export function Dialog(props: DialogProps) {
  const { trigger, children, open: controlled, onOpenChange, ...content } = props
  const [own, setOwn] = useState(false)
  const open = controlled ?? own
  const setOpen = onOpenChange ?? setOwn
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useWasOpen(open)
  useEarlyPress(opener, () => setOpen(true))
  return (
    <>
      {cloneElement(trigger, {
        ref: opener,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => setOpen(true),
        onPointerEnter: load,
        onFocus: load,
      })}
      {wasOpen && (
        <Suspense fallback={null}>
          <DialogPopup {...content} opener={opener} open={open} onOpenChange={setOpen}>
            <Close value={() => setOpen(false)}>{children}</Close>
          </DialogPopup>
        </Suspense>
      )}
    </>
  )
}

type DialogCloseProps = { render: Opener; onClick?: () => void }

/** Closes the surrounding dialog; pass a button as `render`. */
export function DialogClose({ render, onClick }: DialogCloseProps) {
  const close = use(Close)
  return cloneElement(render, {
    onClick: () => {
      onClick?.()
      close()
    },
  })
}
