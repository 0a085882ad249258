import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import type { DashboardView } from '@/lib/dashboard/views'

/** Campaigns that were not sent when their time came: somebody has to decide. */
export function RefusedAlerts({ refused }: Pick<DashboardView, 'refused'>) {
  return refused.map(({ id, name, failure }) => (
    <Alert
      key={id}
      tone="warn"
      title={`“${name}” was not sent when its time came`}
      action={
        <ButtonLink href={`/campaigns/${id}`} variant="secondary" size="sm">
          Look at it
        </ButtonLink>
      }
    >
      {failure} Nothing was charged.
    </Alert>
  ))
}
