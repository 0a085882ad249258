'use client'

const refuse = (event: React.MouseEvent) => event.preventDefault()

/** Stays focusable while it is disabled, so that a keyboard or a screen reader does not lose its place. */
export function FocusableButton({ disabled, onClick, ...rest }: React.ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={disabled || undefined}
      data-disabled={disabled ? '' : undefined}
      onClick={disabled ? refuse : onClick}
    />
  )
}
