import { CircleCheck, Lightbulb, TriangleAlert } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import type { AdviceLabels } from './advice-labels'

const looks = {
  good: { icon: CircleCheck, color: 'bg-good-soft text-good-ink' },
  warn: { icon: Lightbulb, color: 'bg-brass-soft text-brass-ink' },
  bad: { icon: TriangleAlert, color: 'bg-bad-soft text-bad-ink' },
}

type AdviceCardProps = {
  labels: AdviceLabels
  /** The button that does it, and where to compare. */
  children?: React.ReactNode
}

/** The one thing to do, with its price (R24). As tall as its skeleton, whatever it says. */
export function AdviceCard({ labels: { title, price, reason, tone }, children }: AdviceCardProps) {
  const { icon, color } = looks[tone]
  return (
    <Card
      aria-labelledby="advice-title"
      className="flex min-h-46 flex-col max-sm:min-h-38 max-sm:p-3 print:min-h-0"
    >
      <h2 id="advice-title" className="text-sm font-medium text-muted">
        Recommendation
      </h2>
      <div className="mt-2 flex items-start gap-3 max-sm:mt-0.5">
        <span className={cn('grid size-9 shrink-0 place-items-center rounded-full max-sm:hidden', color)}>
          <Icon of={icon} className="size-4.5" />
        </span>
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline justify-between gap-x-4 text-lg leading-snug font-semibold max-sm:text-base">
            <span className="min-w-0">{title}</span>
            {price && <span className="whitespace-nowrap">{price}</span>}
          </p>
          <p className="mt-1 text-sm text-muted max-sm:mt-0.5">{reason}</p>
        </div>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 pt-3 max-sm:pt-2 sm:pl-12 print:hidden">
        {children}
      </div>
    </Card>
  )
}
