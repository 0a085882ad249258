import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { cn } from '../cn'
import { type ButtonLook, buttonClass } from './button-class'
import { FocusableButton } from './focusable-button'

type ButtonProps = Omit<React.ComponentProps<'button'>, 'className'> &
  ButtonLook & { className?: string; pending?: boolean }

/** While `pending` it stays focusable, so that a keyboard or a screen reader does not lose its place. */
export function Button({
  variant,
  size,
  className,
  pending = false,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <FocusableButton
      {...rest}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {pending && <LoaderCircle className="animate-spin" aria-hidden="true" />}
      {children}
    </FocusableButton>
  )
}

type ButtonLinkProps = React.ComponentProps<typeof Link> & ButtonLook

/** Looks like a button, goes somewhere like the link that it is. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cn(buttonClass({ variant, size }), className)} />
}
