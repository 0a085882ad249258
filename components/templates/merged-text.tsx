import type { MergedPart } from '@/lib/templates/views'

/** A text with its merge fields filled in. Values that differ by recipient are shown as chips. */
export function MergedText({ parts }: { parts: MergedPart[] }) {
  return parts.map((part, i) =>
    'text' in part ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts are never reordered.
      <span key={i} className="rounded-control bg-brand-soft px-1.5 py-0.5 text-xs text-brand-ink">
        {part.field}
      </span>
    ),
  )
}
