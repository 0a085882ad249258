import Link from 'next/link'
import { HelpTopic } from '@/components/billing/help/help-topic'
import { CodeBlock } from './code-block'

const START = `import { createMarketTrakClient, orThrow } from '@market-trak/api-client'

const client = createMarketTrakClient({ baseUrl: 'APP_URL', apiKey: process.env.MARKET_TRAK_KEY })
const { availableCredits } = await orThrow(client.GET('/balance'))`

export type RequestLimits = { perKey: number; perWorkspace: number }

/** What holds for every operation, in the order in which a developer needs it. */
export function ApiGuide({
  url,
  limits,
  mayManage,
}: {
  url: string
  limits: RequestLimits
  mayManage: boolean
}) {
  return (
    <>
      <HelpTopic id="start" title="Get started">
        <p>
          The API creates and reads the work of a workspace, and reads and spends its credits, by the same
          rules as the app. Requests and responses are JSON, except files. The base URL is{' '}
          <code className="wrap-anywhere">{url}</code>, and the{' '}
          <a href="/api/v1/openapi.json" className="font-medium text-brand-ink underline underline-offset-3">
            OpenAPI document
          </a>{' '}
          works with any OpenAPI client.
        </p>
        <CodeBlock
          title="Typed client (packages/api-client)"
          code={START.replace('APP_URL', url.replace(/\/api\/v1$/, ''))}
          what="the first lines of a client"
        />
      </HelpTopic>
      <HelpTopic id="keys" title="Authentication">
        <p>
          Send an API key as <code>Authorization: Bearer mtk_…</code>. Keep it on your server.{' '}
          {mayManage ? (
            <Link
              href="/workspace-settings?tab=keys"
              className="font-medium text-brand-ink underline underline-offset-3"
            >
              Create and rotate keys
            </Link>
          ) : (
            'An owner or admin creates keys in the workspace settings.'
          )}
        </p>
        <p>
          A personal key acts as its creator, under their spending limit, and ends with their membership. A
          service key belongs to the workspace. Each key has scopes, and can have an expiry date. When you
          rotate a key, the old one keeps working for as long as you choose, so you can switch without a gap.
        </p>
      </HelpTopic>
      <HelpTopic id="idempotency" title="Idempotency">
        <p>
          Operations that spend credits or create something need an <code>Idempotency-Key</code>: any text of
          up to 255 characters that identifies the request, such as your order number. Repeating a request
          with the same key runs it once and returns the same result. The same key with different input is
          refused as <code>request.reused</code>. A refused request is not remembered, so you can repeat it
          after you add credits.
        </p>
        <p>
          Send the price you agree to as <code>quotedCredits</code>. If it has changed, nothing is charged and
          the problem has the new price.
        </p>
      </HelpTopic>
      <HelpTopic id="metadata" title="Metadata">
        <p>
          Charges and holds accept <code>metadata</code>: up to 10 of your own names (40 characters) and
          values (200 characters), such as an order number. We keep it with the hold and its ledger entry,
          show it in the statement and in its CSV file, and find entries by it:{' '}
          <code>/statement?metadata[order]=1234</code>.
        </p>
      </HelpTopic>
      <HelpTopic id="pages" title="Pagination">
        <p>
          Lists and the statement are newest first. Pass <code>nextBefore</code> as <code>before</code> to get
          the next page, until it is null. With filters, a page can be short or empty before the end.
        </p>
      </HelpTopic>
      <HelpTopic id="limits" title="Rate limits">
        <p>
          {`A key can send ${limits.perKey} requests per minute, and all keys of a workspace ${limits.perWorkspace}.`}{' '}
          Each response has <code>RateLimit-Policy</code> with these limits and <code>RateLimit</code> with
          the requests left (<code>r</code>) and the seconds until the window ends (<code>t</code>). A request
          over the limit gets a 429 with <code>Retry-After</code>.
        </p>
      </HelpTopic>
      <HelpTopic id="request-ids" title="Request ids">
        <p>
          Each response has an <code>X-Request-Id</code>, and so does each problem. Send your own to find a
          request in both logs: up to 128 letters, digits and the characters <code>. _ - : + / = @ ~</code>.
          Include it when you contact us.
        </p>
      </HelpTopic>
      <HelpTopic id="versions" title="Versions and deprecation">
        <p>
          We add operations, optional parameters, fields and values to version 1 at any time, so ignore what
          you don’t know. We don’t remove or change what is there.
        </p>
        <p>
          An operation that we replace is marked as deprecated here, and its responses have a{' '}
          <code>Deprecation</code> header. It keeps working for at least 12 months. Once the day is set, the{' '}
          <code>Sunset</code> header says when it stops.
        </p>
      </HelpTopic>
    </>
  )
}
