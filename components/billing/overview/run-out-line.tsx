import { ToneDot } from '@/components/credits/tone-dot'
import type { RunOutLabels } from './overview-labels'

/** How long the credits last: the date they run out, or what is left at the reset. */
export function RunOutLine({ headline, range, tone, scheduled }: RunOutLabels) {
  return (
    <div className="mt-3 min-h-13 max-sm:mt-2">
      <p className="flex items-baseline gap-2 text-lg leading-snug font-semibold">
        <ToneDot tone={tone} className="size-2.5" />
        {headline}
      </p>
      <p className="text-sm text-muted">
        {range}
        {scheduled && ` ${scheduled}`}
      </p>
    </div>
  )
}
