import { cn } from './cn'

type MeterTone = 'green' | 'orange' | 'red'

const fills: Record<MeterTone, string> = { green: 'bg-good', orange: 'bg-warn', red: 'bg-bad' }

type MeterProps = {
  label: string
  value: number
  max: number
  tone: MeterTone
  /** The value as text, for screen readers. */
  valueText: string
  className?: string
}

/** A bar showing a share. Its color only repeats what the text next to it says (R21). */
export function Meter({ label, value, max, tone, valueText, className }: MeterProps) {
  const share = Math.min(1, Math.max(0, value / max))
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> supports no value text and can't be styled.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={cn('h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-500', fills[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
