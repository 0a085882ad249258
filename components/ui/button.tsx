import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { cn } from './cn'
import { FocusableButton } from './focusable-button'

export const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors select-none data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-brand text-on-brand hover:bg-brand-strong',
        secondary: 'border border-control/60 bg-surface text-ink hover:bg-sunken',
        ghost: 'text-ink hover:bg-sunken',
        danger: 'bg-bad-strong text-white hover:bg-bad-ink dark:text-paper',
      },
      size: {
        sm: 'h-8 px-3 text-sm [&_svg]:size-4',
        md: 'h-10 px-4 text-sm [&_svg]:size-4',
        lg: 'h-11 px-5 text-base [&_svg]:size-5',
        icon: 'size-10 [&_svg]:size-5',
      },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
)

type Looks = VariantProps<typeof buttonClass>
type ButtonProps = Omit<React.ComponentProps<'button'>, 'className'> &
  Looks & { className?: string; pending?: boolean }

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

type ButtonLinkProps = React.ComponentProps<typeof Link> & Looks

/** Looks like a button, goes somewhere like the link that it is. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cn(buttonClass({ variant, size }), className)} />
}
