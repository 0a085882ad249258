import { CircleCheck, Lightbulb, TriangleAlert } from 'lucide-react'
import { Icon } from '@/components/ui/icons/icon'
import { AdviceFrame } from './advice-frame'
import type { AdviceLabels } from './advice-labels'

const icons = { good: CircleCheck, warn: Lightbulb, bad: TriangleAlert }

type AdviceCardProps = {
  labels: AdviceLabels
  /** The button that does it, and where to compare. */
  children?: React.ReactNode
}

/** The one thing to do, with its price (R24). */
export function AdviceCard({ labels, children }: AdviceCardProps) {
  return (
    <AdviceFrame {...labels} icon={<Icon of={icons[labels.tone]} className="size-4.5" />}>
      {children}
    </AdviceFrame>
  )
}
