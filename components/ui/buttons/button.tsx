'use client'

import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { useId } from 'react'
import { cn } from '../cn'
import { type ButtonLook, buttonClass } from './button-class'
import { FocusableButton } from './focusable-button'

type ButtonProps = Omit<React.ComponentProps<'button'>, 'className' | 'disabled'> &
  ButtonLook & {
    className?: string
    pending?: boolean
    /** Why the button can't be used now, if so. Shown below it and read by screen readers. */
    blockedBy?: string | null
  }

/**
 * Stays focusable while `pending` or blocked, so keyboard and screen reader users don't lose their place. There is no
 * `disabled`: a button that can't be used must say why.
 */
export function Button({
  variant,
  size,
  className,
  pending = false,
  blockedBy,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  return (
    <>
      <FocusableButton
        {...rest}
        disabled={pending || Boolean(blockedBy)}
        aria-busy={pending || undefined}
        aria-describedby={blockedBy ? reasonId : rest['aria-describedby']}
        className={cn(buttonClass({ variant, size }), className)}
      >
        {pending && <LoaderCircle className="animate-spin" aria-hidden="true" />}
        {children}
      </FocusableButton>
      {blockedBy && (
        <p id={reasonId} className="text-sm text-muted">
          {blockedBy}
        </p>
      )}
    </>
  )
}

type ButtonLinkProps = React.ComponentProps<typeof Link> & ButtonLook

/** A link styled as a button. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cn(buttonClass({ variant, size }), className)} />
}
