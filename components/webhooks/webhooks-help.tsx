import { HelpTopic } from '@/components/billing/help/help-topic'
import { Card, CardHeader } from '@/components/ui/card'
import { CodeTable } from '@/components/ui/code-table'
import {
  FAILING_DAYS,
  KEPT_DAYS,
  RETRY_SCHEDULE,
  ROTATION_HOURS,
  webhookEvents,
} from '@/lib/webhooks/shared/events'

const code = 'rounded-control bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap'

/** What each event carries besides its type and timestamp, as lib/webhooks/event-data.ts has it. */
const FIELDS: Record<(typeof webhookEvents)[number]['type'], string> = {
  'credits.low': 'leftCredits, heldCredits, allowanceCredits, resetsAt',
  'credits.reset': 'entry, credits, balanceAfterCredits, cycleStartsAt, cycleEndsAt',
  'credits.added': 'entry, credits, balanceAfterCredits, reason (plan, promotion or correction)',
  'credits.purchased':
    'entry, credits, balanceAfterCredits, purchaseId, origin, packs, paidCents, currency, expiresAt',
  'credits.refunded':
    'entry, credits (negative when taken back), balanceAfterCredits, reason (payment or work), purchaseId or work',
  'subscription.renewed':
    'plan, planName, mode (credits or limits), interval, status, periodStartsAt, periodEndsAt, endsAt',
  'subscription.changed': 'the same, and previous with the earlier values',
  'work.ready': 'kind, id, status, credits, url',
  'work.failed': 'kind, id, status, credits, url',
  'limits.low': 'metric, used, held, limit, resetsAt',
  'limits.reached': 'the same',
  'limits.reset': 'cycleStartsAt, cycleEndsAt, limits (each with metric and limit)',
  'post.published': 'id, feedId (null without a feed), credits, url',
  'post.failed': 'id, feedId, targetId (the webhook for posts), url',
  'feed.finished':
    'id, feedId, source, status, listings, newListings, changedListings, unreadableListings, url',
  'feed.failed': 'id, feedId, source, status, url',
}

const EXAMPLE = `{
  "type": "work.ready",
  "timestamp": "2026-11-28T12:00:00.000Z",
  "data": {
    "kind": "report",
    "id": "5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
    "credits": 20,
    "url": "https://…/reports/5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11",
    "status": "ready"
  }
}`

const VERIFY = `import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.MARKET_TRAK_WEBHOOK_SECRET)

export async function POST(request) {
  const body = await request.text()
  // Throws unless the signature is ours and less than five minutes old.
  const event = webhook.verify(body, Object.fromEntries(request.headers))
  const id = request.headers.get('webhook-id')
  // Skip ids that you have handled already, store the event, then answer.
  return new Response(null, { status: 204 })
}`

/** The guide for integrators (R50). */
export function WebhooksHelp({ mayManage }: { mayManage: boolean }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Card aria-labelledby="help-events">
          <CardHeader
            id="help-events"
            title="Events"
            description="Amounts are whole credits, times are ISO 8601 in UTC. Events contain no personal data."
          />
          <CodeTable
            label="Events"
            head={['Event', 'Sent when', 'Fields in data']}
            rows={webhookEvents.map(({ type, when }) => ({ code: type, cells: [when, FIELDS[type]] }))}
          />
        </Card>
        <HelpTopic id="body" title="Request">
          <p>We send a POST request with a JSON body. We may add fields, so ignore those you don’t know.</p>
          <pre className={code}>
            <code>{EXAMPLE}</code>
          </pre>
        </HelpTopic>
        <HelpTopic id="verify" title="Verify the signature">
          <p>
            Requests are signed as described by{' '}
            <a
              href="https://www.standardwebhooks.com"
              className="font-medium text-brand-ink underline underline-offset-3"
            >
              Standard Webhooks
            </a>
            , in the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and{' '}
            <code>webhook-signature</code>. There are libraries for most languages. In JavaScript:
          </p>
          <pre className={code}>
            <code>{VERIFY}</code>
          </pre>
        </HelpTopic>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <HelpTopic id="setup" title="Set up">
          <p>
            {mayManage
              ? 'Create a webhook in the workspace settings, copy its secret, and send a test event.'
              : 'An owner or admin creates webhooks in the workspace settings.'}
          </p>
          <p>The URL must be public and start with https://. We don’t follow redirects.</p>
          <p>A webhook receives what happens after it was turned on.</p>
        </HelpTopic>
        <HelpTopic id="answer" title="Answer">
          <p>
            Answer with a status from 200 to 299 within 15 seconds and a short body. Do slow work after you
            answer.
          </p>
          <p>
            An event can arrive more than once and out of order. The <code>webhook-id</code> stays the same,
            so skip ids you know.
          </p>
        </HelpTopic>
        <HelpTopic id="retries" title="Retries">
          <p>{`If your server doesn’t accept an event, we try again after ${RETRY_SCHEDULE}. Then it counts as failed.`}</p>
          <p>
            {`We turn a webhook off when its server answers 410, or when it accepts nothing for ${FAILING_DAYS} days, and notify owners and admins.`}
          </p>
          <p>{`The log keeps events for ${KEPT_DAYS} days. You can send any of them again.`}</p>
        </HelpTopic>
        <HelpTopic id="rotate" title="Rotate the secret">
          <p>
            {`When you rotate the secret, requests carry a signature of the new and the previous one for ${ROTATION_HOURS} hours, so you can switch without missing an event.`}
          </p>
        </HelpTopic>
      </div>
    </div>
  )
}
