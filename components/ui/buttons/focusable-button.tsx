'use client'

const refuse = (event: React.MouseEvent) => event.preventDefault()

/** Stays focusable while disabled, so keyboard and screen reader users don't lose their place. */
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
