import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { DashboardView } from '@/lib/dashboard/views'

/** Campaigns that weren’t sent as scheduled and need a decision. */
export function RefusedAlerts({ refused }: Pick<DashboardView, 'refused'>) {
  return refused.map(({ id, name, status, failure }) => (
    <Alert
      key={id}
      tone="warn"
      title={status === 'held' ? `“${name}” is on hold` : `“${name}” wasn’t sent`}
      action={
        <ButtonLink href={`/campaigns/${id}`} variant="secondary" size="sm">
          Review campaign
        </ButtonLink>
      }
    >
      {failure} You weren’t charged.
    </Alert>
  ))
}
