import { cn } from '@/components/ui/cn'
import type { UsageTone } from '@/lib/credits/shared/usage'

const looks: Record<UsageTone, string> = {
  green: 'rounded-full bg-good',
  orange: 'rotate-45 bg-warn',
  red: 'bg-bad',
}

/** Circle, diamond or square: the shape distinguishes the tones without color. */
export function ToneDot({ tone, className }: { tone: UsageTone; className?: string }) {
  return <span aria-hidden="true" className={cn('inline-block size-2 shrink-0', looks[tone], className)} />
}
