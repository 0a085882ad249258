import { cn } from '../cn'
import { useFieldControl } from './field'

/** Multi-line text for a `Field`, like `Input`. */
export function TextArea({ className, ...rest }: React.ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useFieldControl()}
      {...rest}
      className={cn(
        'w-full rounded-control border border-control bg-surface px-3 py-2 text-base leading-relaxed text-ink shadow-xs placeholder:text-muted data-invalid:border-bad sm:text-sm',
        className,
      )}
    />
  )
}
