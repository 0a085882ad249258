import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { DashboardView } from '@/lib/dashboard/views'

/** Campaigns that were not sent when their time came: someone has to decide. */
export function RefusedAlerts({ refused }: Pick<DashboardView, 'refused'>) {
  return refused.map(({ id, name, status, failure }) => (
    <Alert
      key={id}
      tone="warn"
      title={status === 'held' ? `“${name}” is on hold` : `“${name}” was not sent when its time came`}
      action={
        <ButtonLink href={`/campaigns/${id}`} variant="secondary" size="sm">
          {status === 'held' ? 'Decide' : 'Look at it'}
        </ButtonLink>
      }
    >
      {failure} Nothing was charged.
    </Alert>
  ))
}
