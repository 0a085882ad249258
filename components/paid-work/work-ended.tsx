import { CircleHelp, CircleSlash, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RetryForm } from './retry-form'

const ENDINGS = {
  declined: { icon: CircleHelp, title: (name: string) => `There isn’t enough data for this ${name}` },
  failed: { icon: CircleX, title: (name: string) => `This ${name} couldn’t be created` },
  cancelled: { icon: CircleSlash, title: (name: string) => `This ${name} was canceled` },
}

type Props = {
  id: string
  /** What it would have been: "report". */
  name: string
  status: keyof typeof ENDINGS
  failure: string | null
  retry: Omit<React.ComponentProps<typeof RetryForm>, 'endedId' | 'name'>
  change?: { href: string; label: string } | undefined
}

/** Work that ended without a result: why, that nothing was charged, and how to retry. */
export function WorkEnded({ id, name, status, failure, retry, change }: Props) {
  const { icon, title } = ENDINGS[status]
  return (
    <Card className="max-w-2xl">
      <EmptyState
        icon={icon}
        title={title(name)}
        action={
          <div className="grid justify-items-center gap-4">
            {/* The same request would be declined again. */}
            {status !== 'declined' && <RetryForm {...retry} endedId={id} name={name} />}
            {change && (
              <ButtonLink href={change.href} variant="secondary">
                {change.label}
              </ButtonLink>
            )}
          </div>
        }
      >
        <p role={status === 'failed' ? 'alert' : 'status'}>{failure} Nothing was charged.</p>
      </EmptyState>
    </Card>
  )
}
