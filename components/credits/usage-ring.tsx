import { cn } from '@/components/ui/cn'
import type { UsageTone } from '@/lib/credits/shared/usage'

const RADIUS = 18
const LENGTH = 2 * Math.PI * RADIUS
const strokes: Record<UsageTone, string> = {
  green: 'stroke-rail-good',
  orange: 'stroke-rail-warn',
  red: 'stroke-rail-bad',
}

type UsageRingProps = {
  /** Null while the numbers are loading or missing. */
  used: { percent: number; tone: UsageTone } | null
  children: React.ReactNode
  className?: string
}

/** A thin ring around the profile icon shows the balance while the menu is closed. The text next to it says the same. */
export function UsageRing({ used, children, className }: UsageRingProps) {
  const share = Math.min(100, Math.max(0, used?.percent ?? 0)) / 100
  return (
    <span className={cn('relative grid size-10 shrink-0 place-items-center', className)}>
      <svg
        viewBox="0 0 40 40"
        className="absolute inset-0 -rotate-90"
        fill="none"
        strokeWidth="3"
        aria-hidden="true"
      >
        <circle cx="20" cy="20" r={RADIUS} className="stroke-rail-track" />
        {used && (
          <circle
            cx="20"
            cy="20"
            r={RADIUS}
            strokeLinecap="round"
            strokeDasharray={`${share * LENGTH} ${LENGTH}`}
            className={cn(
              'transition-[stroke-dasharray] duration-500',
              strokes[used.tone],
              share === 0 && 'opacity-0',
            )}
          />
        )}
      </svg>
      {children}
    </span>
  )
}
