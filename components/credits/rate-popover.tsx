import { Info } from 'lucide-react'
import Link from 'next/link'
import { useId } from 'react'
import { formatDate } from '@/lib/core/text/format'
import type { QuotedRate } from '@/lib/metering/types'

/**
 * The rule behind a cost, in a native popover: it needs no script and moves nothing. It opens beside its button, or in the
 * middle of the screen in browsers without anchor positioning.
 */
export function RatePopover({ rate: { words, version, effectiveAt, timeZone } }: { rate: QuotedRate }) {
  const id = useId()
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label="How this cost is calculated"
        className="inline-flex size-6 items-center justify-center rounded-full text-muted transition-colors hover:bg-sunken hover:text-ink print:hidden"
      >
        <Info aria-hidden="true" className="size-4" />
      </button>
      <div
        popover="auto"
        id={id}
        className="m-auto w-64 max-w-[calc(100vw-2rem)] gap-1 rounded-control border border-line bg-raised p-3 text-left text-sm text-ink shadow-float open:grid supports-[position-area:bottom]:inset-auto supports-[position-area:bottom]:m-1 [position-area:bottom_span-right] [position-try-fallbacks:flip-block,flip-inline,flip-block_flip-inline]"
      >
        <p className="font-medium">{words}</p>
        <p className="text-muted">
          Rate card {version}, effective since {formatDate(effectiveAt, timeZone)}.
        </p>
        <Link
          href="/help/credits#help-rates"
          prefetch={false}
          className="justify-self-start font-medium text-brand-ink underline underline-offset-2"
        >
          See all costs
        </Link>
      </div>
    </>
  )
}
