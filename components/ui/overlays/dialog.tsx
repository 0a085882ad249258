'use client'

import { cloneElement, createContext, lazy, Suspense, use, useRef, useState } from 'react'
import { useEarlyPress } from '../buttons/use-early-press'
import { whenOnline } from '../loading/when-online'
import { useWasOpen } from './use-was-open'

const load = () => import('./dialog-popup')
const DialogPopup = lazy(whenOnline(load))

type Opener = React.ReactElement<React.ComponentProps<'button'>>

type DialogProps = {
  /** What opens it, and gets the focus back when it closes. */
  trigger: Opener
  title: string
  description?: React.ReactNode
  children: React.ReactNode
  className?: string
  /** Both or neither: for a dialog that what happens in it closes. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

const Close = createContext<() => void>(() => {})

/** What draws it is fetched when its trigger is about to be used. */
export function Dialog(props: DialogProps) {
  const { trigger, children, open: given, onOpenChange, ...words } = props
  const [own, setOwn] = useState(false)
  const open = given ?? own
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
          <DialogPopup {...words} opener={opener} open={open} onOpenChange={setOpen}>
            <Close value={() => setOpen(false)}>{children}</Close>
          </DialogPopup>
        </Suspense>
      )}
    </>
  )
}

type DialogCloseProps = { render: Opener; onClick?: () => void }

/** Closes the dialog around it; give it a button of its own as `render`. */
export function DialogClose({ render, onClick }: DialogCloseProps) {
  const close = use(Close)
  return cloneElement(render, {
    onClick: () => {
      onClick?.()
      close()
    },
  })
}
