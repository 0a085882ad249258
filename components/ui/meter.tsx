import { Meter as BaseMeter } from '@base-ui/react/meter'
import { cn } from './cn'

export type MeterTone = 'green' | 'orange' | 'red'

const fills: Record<MeterTone, string> = { green: 'bg-good', orange: 'bg-warn', red: 'bg-bad' }

type MeterProps = {
  label: string
  value: number
  max: number
  tone: MeterTone
  /** The value in words, as a screen reader says it. */
  words: string
  className?: string
}

/** A bar for a share of something. Its colour repeats what the words beside it say (R21). */
export function Meter({ label, value, max, tone, words, className }: MeterProps) {
  return (
    <BaseMeter.Root aria-label={label} value={value} max={max} aria-valuetext={words}>
      <BaseMeter.Track
        className={cn(
          'block h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset',
          className,
        )}
      >
        <BaseMeter.Indicator
          className={cn('block h-full rounded-full transition-[width] duration-500', fills[tone])}
        />
      </BaseMeter.Track>
    </BaseMeter.Root>
  )
}
