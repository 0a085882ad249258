import { Check, X } from 'lucide-react'

type Props = {
  will: readonly string[]
  cannot: readonly string[]
  /** How the first part begins: "We’ll". */
  lead: string
}

/** What can and cannot be done, shown before anything is charged. */
export function UnderstandingNote({ will, cannot, lead }: Props) {
  if (will.length === 0 && cannot.length === 0) return null
  return (
    <div role="status" className="grid gap-1.5 rounded-control bg-sunken px-3 py-2.5 text-sm">
      {will.length > 0 && (
        <p className="flex gap-2">
          <Check className="mt-0.5 size-4 shrink-0 text-good-ink" aria-hidden="true" />
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{lead}:</span> {will.join('; ')}
          </span>
        </p>
      )}
      {cannot.length > 0 && (
        <p className="flex gap-2">
          <X className="mt-0.5 size-4 shrink-0 text-bad-ink" aria-hidden="true" />
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">We can’t:</span> {cannot.join('; ')}
          </span>
        </p>
      )}
    </div>
  )
}
