'use client'

import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { buttonClass } from '../buttons/button-class'
import { cn } from '../cn'

export const scrimClass =
  'fixed inset-0 min-h-dvh bg-scrim/50 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute'

type DialogPopupProps = {
  title: string
  description?: React.ReactNode
  children: React.ReactNode
  className?: string
  /** On the right side at full height instead of in the middle; for content with several sections. */
  side?: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Gets focus back on close. */
  opener: React.RefObject<HTMLElement | null>
}

const popupClass =
  'fixed inset-x-0 bottom-0 overflow-y-auto rounded-t-2xl border border-line bg-raised p-6 shadow-float transition duration-200 data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0'
const middleClass =
  'max-h-[90dvh] sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card sm:data-ending-style:-translate-y-1/2 sm:data-starting-style:-translate-y-1/2'
const sideClass =
  'max-h-[94dvh] sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-full sm:max-w-4xl sm:rounded-none sm:rounded-l-2xl sm:data-ending-style:translate-x-4 sm:data-ending-style:translate-y-0 sm:data-starting-style:translate-x-4 sm:data-starting-style:translate-y-0'

/** The dialog: centered over the page or at its side, or a bottom sheet on phones. */
export default function DialogPopup(props: DialogPopupProps) {
  const { title, description, children, className, side = false, open, onOpenChange, opener } = props
  const place = side ? sideClass : middleClass
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={scrimClass} />
        <BaseDialog.Popup finalFocus={opener} className={cn(popupClass, place, className)}>
          <BaseDialog.Title className="pr-8 text-lg font-semibold">{title}</BaseDialog.Title>
          {description && (
            <BaseDialog.Description className="mt-1 text-sm leading-relaxed text-muted">
              {description}
            </BaseDialog.Description>
          )}
          <div className="mt-5">{children}</div>
          <BaseDialog.Close
            aria-label="Close"
            className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), 'absolute top-3.5 right-3.5')}
          >
            <X aria-hidden="true" />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
