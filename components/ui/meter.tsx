import { cn } from './cn'

type MeterTone = 'green' | 'orange' | 'red'

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
  const share = Math.min(1, Math.max(0, value / max))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> takes no words for its value, and draws itself.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={words}
      className={cn('h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-500', fills[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
