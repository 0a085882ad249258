import { useFieldControl } from '@/components/ui/forms/field'

/** Multi-line text for a `Field`, like `Input`. */
export function TextArea(props: Omit<React.ComponentProps<'textarea'>, 'className'>) {
  return (
    <textarea
      {...useFieldControl()}
      {...props}
      className="w-full rounded-control border border-control bg-surface px-3 py-2 font-mono text-base leading-relaxed text-ink shadow-xs data-invalid:border-bad sm:text-sm"
    />
  )
}
