import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CampaignView } from '@/lib/campaigns/views'
import { countOf, formatDateTime } from '@/lib/core/text/format'

type Props = { view: CampaignView; timeZone: string; resume: FormAction; cancel: FormAction }

/** Why we paused a campaign, and what its sender can do. */
export function PausedCard({ view: { id, failure, counts, endsAt }, timeZone, resume, cancel }: Props) {
  return (
    <Card aria-labelledby="paused-title" className="grid gap-4">
      <CardHeader id="paused-title" title="Paused" className="mb-0" />
      <Alert tone="warn" title="We paused this campaign">
        {failure} {countOf(counts.waiting, 'email')} {counts.waiting === 1 ? 'hasn’t' : 'haven’t'} been sent.
        {endsAt && ` If you do nothing, we cancel the rest on ${formatDateTime(endsAt, timeZone)}.`}
      </Alert>
      <div className="flex flex-wrap gap-3">
        <ActionForm action={resume} hidden={{ id }} submit="Resume campaign" />
        <ActionForm action={cancel} hidden={{ id }} submit="Cancel campaign" variant="secondary" />
      </div>
    </Card>
  )
}
