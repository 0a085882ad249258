import { Field as BaseField } from '@base-ui/react/field'
import { cn } from './cn'

const control =
  'w-full rounded-control border border-control bg-surface px-3 text-base text-ink shadow-xs transition-colors placeholder:text-muted focus-visible:border-focus data-invalid:border-bad sm:text-sm'

type FieldProps = {
  label: string
  /** Helps before anything is wrong. */
  hint?: React.ReactNode
  /** What is wrong and how to mend it; from the action's `fieldErrors`. */
  error?: string
  className?: string
  children: React.ReactNode
}

/** A label, its control, and the words that belong to it, tied together for screen readers. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  return (
    <BaseField.Root invalid={Boolean(error)} className={cn('grid gap-1.5', className)}>
      <BaseField.Label className="text-sm font-medium">{label}</BaseField.Label>
      {children}
      {hint && <BaseField.Description className="text-sm text-muted">{hint}</BaseField.Description>}
      {error && (
        <BaseField.Error match className="text-sm text-bad-ink">
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  )
}

export function Input({
  className,
  ...rest
}: Omit<React.ComponentProps<'input'>, 'className'> & { className?: string }) {
  return <BaseField.Control {...rest} className={cn(control, 'h-10', className)} />
}
