import { CircleHelp, CircleSlash, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RetryForm } from '@/components/work/retry-form'
import type { ValuationView } from '@/lib/valuations/views'

const looks = {
  declined: { icon: CircleHelp, title: 'Not enough is known to value this home' },
  failed: { icon: CircleX, title: 'This valuation could not be made' },
  cancelled: { icon: CircleSlash, title: 'This valuation was cancelled' },
}

type Props = {
  valuation: ValuationView
  status: keyof typeof looks
  retry: Omit<React.ComponentProps<typeof RetryForm>, 'endedId' | 'name' | 'centered'>
}

/** A valuation that will not be: why, that it cost nothing, and how to ask again. */
export function ValuationEnded({ valuation, status, retry }: Props) {
  const { icon, title } = looks[status]
  return (
    <Card className="max-w-2xl">
      <EmptyState
        icon={icon}
        title={title}
        action={
          <div className="grid justify-items-center gap-4">
            {/* What was declined once would be declined again, unless the home is described otherwise. */}
            {status !== 'declined' && (
              <RetryForm {...retry} endedId={valuation.id} name="valuation" centered />
            )}
            <ButtonLink href={`/valuations/new?from=${valuation.id}`} variant="secondary">
              Change the home
            </ButtonLink>
          </div>
        }
      >
        <p role="status">{valuation.failure} Nothing was charged.</p>
      </EmptyState>
    </Card>
  )
}
