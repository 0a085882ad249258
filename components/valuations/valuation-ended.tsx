import { CircleHelp, CircleSlash, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { ValuationView } from '@/lib/valuations/views'

const looks = {
  declined: { icon: CircleHelp, title: 'Not enough is known to value this home' },
  failed: { icon: CircleX, title: 'This valuation could not be made' },
  cancelled: { icon: CircleSlash, title: 'This valuation was cancelled' },
}

type Props = { valuation: ValuationView; status: keyof typeof looks }

/** A valuation that will not be: why, that it cost nothing, and how to ask again. */
export function ValuationEnded({ valuation, status }: Props) {
  const { icon, title } = looks[status]
  return (
    <Card className="max-w-2xl">
      <EmptyState
        icon={icon}
        title={title}
        action={<ButtonLink href={`/valuations/new?from=${valuation.id}`}>Try again</ButtonLink>}
      >
        <p role="status">{valuation.failure} Nothing was charged.</p>
      </EmptyState>
    </Card>
  )
}
