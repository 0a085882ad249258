import { PaidLink } from '@/components/credits/paid-link'
import { MergedText } from '@/components/templates/merged-text'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { CampaignView, RecipientStatus } from '@/lib/campaigns/views'
import { formatDateTime, formatNumber } from '@/lib/core/text/format'
import { recipientStatusLabels } from './campaign-labels'

/** What happened to the emails of a campaign, and what it cost. */
export function CampaignResult({ view, timeZone }: { view: CampaignView; timeZone: string }) {
  const { counts, unsubscribed, paid, finishedAt, createdBy, subjectParts, listName, failure, status } = view
  const shown = (Object.entries(counts) as [RecipientStatus, number][]).filter(
    ([outcome, count]) => count > 0 || outcome === 'accepted',
  )
  return (
    <Card aria-labelledby="result-title" className="grid gap-4">
      <CardHeader id="result-title" title="Results" className="mb-0" />
      {failure && status !== 'paused' && (
        <Alert tone="bad" title="This campaign was stopped">
          {failure}
        </Alert>
      )}
      <dl className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map(([outcome, count]) => (
          <div key={outcome} className="grid content-start gap-1">
            <dt>
              <Badge tone={recipientStatusLabels[outcome].tone}>{recipientStatusLabels[outcome].label}</Badge>
            </dt>
            <dd>
              <span className="font-serif text-3xl">{formatNumber(count)}</span>
              <span className="block text-sm text-muted">{recipientStatusLabels[outcome].about}</span>
            </dd>
          </div>
        ))}
        <div className="grid content-start gap-1">
          <dt>
            <Badge tone={unsubscribed > 0 ? 'warn' : 'neutral'}>Unsubscribed</Badge>
          </dt>
          <dd>
            <span className="font-serif text-3xl">{formatNumber(unsubscribed)}</span>
            <span className="block text-sm text-muted">from this email</span>
          </dd>
        </div>
      </dl>
      <p className="border-t border-line pt-4 text-sm text-muted">
        “<MergedText parts={subjectParts} />” to {listName}, created by {createdBy}
        {finishedAt && `, finished ${formatDateTime(finishedAt, timeZone)}`}.{' '}
        {paid ? (
          <PaidLink paid={paid} />
        ) : status === 'paused' ? (
          'You’re charged for accepted emails when it ends.'
        ) : (
          'Nothing was charged.'
        )}
      </p>
    </Card>
  )
}
