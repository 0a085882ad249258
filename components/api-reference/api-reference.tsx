import { Card, CardHeader } from '@/components/ui/card'
import { CodeTable } from '@/components/ui/code-table'
import type { ErrorKind } from '@/lib/api/reference/error-catalog'
import type { ApiReference as Reference } from '@/lib/api/reference/reference'
import { webhookEvents } from '@/lib/webhooks/shared/events'
import { ApiGuide, type RequestLimits } from './api-guide'
import { FieldsTable } from './fields-table'
import { OperationCard } from './operation-card'

type Props = { reference: Reference; errors: ErrorKind[]; limits: RequestLimits; mayManage: boolean }

const GUIDE = [
  { id: 'help-start', name: 'Get started' },
  { id: 'help-keys', name: 'Authentication' },
  { id: 'help-idempotency', name: 'Idempotency' },
  { id: 'help-metadata', name: 'Metadata' },
  { id: 'help-pages', name: 'Pagination' },
  { id: 'help-limits', name: 'Rate limits' },
  { id: 'help-request-ids', name: 'Request ids' },
  { id: 'help-versions', name: 'Versions and deprecation' },
]
const END = [
  { id: 'headers', name: 'Response headers' },
  { id: 'errors', name: 'Errors' },
  { id: 'events', name: 'Webhook events' },
]

/** The whole OpenAPI document as a page (R50), rendered on the server: it needs no script but the copy buttons. */
export function ApiReference({ reference, errors, limits, mayManage }: Props) {
  const { url, groups, headers, schemas } = reference
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <Contents reference={reference} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <ApiGuide url={url} limits={limits} mayManage={mayManage} />
        {groups.map(({ id, name, operations }) => (
          <div key={id} id={id} className="grid scroll-mt-6 grid-cols-[minmax(0,1fr)] gap-6">
            <h2 className="text-lg font-semibold">{name}</h2>
            {operations.map((operation) => (
              <OperationCard key={operation.id} operation={operation} />
            ))}
          </div>
        ))}
        <Card id="headers" aria-labelledby="headers-title" className="scroll-mt-6">
          <CardHeader id="headers-title" title="Response headers" />
          <CodeTable
            label="Response headers"
            head={['Header', 'Meaning']}
            rows={headers.map(({ name, description }) => ({ code: name, cells: [description] }))}
          />
        </Card>
        <Errors errors={errors} />
        <Events />
        {schemas.map(({ id, name, fields }) => (
          <Card key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6">
            <CardHeader id={`${id}-title`} title={name} />
            <FieldsTable label={`Fields of ${name}`} fields={fields} />
          </Card>
        ))}
      </div>
    </div>
  )
}

function Contents({ reference: { groups, schemas } }: { reference: Reference }) {
  const lists = [
    { title: 'Guide', links: GUIDE },
    ...groups.map(({ name, operations }) => ({
      title: name,
      links: operations.map(({ id, method, path }) => ({ id, name: `${method} ${path}` })),
    })),
    { title: 'Errors and events', links: END },
    { title: 'Schemas', links: schemas },
  ]
  return (
    <nav
      aria-label="On this page"
      className="grid gap-5 text-sm lg:sticky lg:top-6 lg:max-h-[calc(100vh-3rem)] lg:overflow-y-auto"
    >
      {lists.map(({ title, links }) => (
        <div key={title} className="space-y-1.5">
          <p className="font-semibold">{title}</p>
          <ul className="space-y-1 [&_a]:inline-block [&_a]:py-0.5 [&_a]:wrap-anywhere [&_a]:text-brand-ink [&_a]:hover:underline">
            {links.map(({ id, name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function Errors({ errors }: { errors: ErrorKind[] }) {
  return (
    <Card id="errors" aria-labelledby="errors-title" className="scroll-mt-6">
      <CardHeader
        id="errors-title"
        title="Errors"
        description="Every error is a problem (RFC 9457). Its type ends with a code for programs, which stays the same when the message changes. Codes that are not listed have status 409."
      />
      <CodeTable
        label="Errors"
        head={['Code', 'Status', 'What to do']}
        rows={errors.map(({ code, status, title, whatToDo }) => ({ code, title, cells: [status, whatToDo] }))}
      />
    </Card>
  )
}

function Events() {
  return (
    <Card id="events" aria-labelledby="events-title" className="scroll-mt-6">
      <CardHeader
        id="events-title"
        title="Webhook events"
        description={
          <>
            We can send these to your server, signed.{' '}
            <a href="/help/webhooks" className="font-medium text-brand-ink underline underline-offset-3">
              How webhooks work
            </a>
          </>
        }
      />
      <CodeTable
        label="Webhook events"
        head={['Event', 'Sent when']}
        rows={webhookEvents.map(({ type, when }) => ({ code: type, cells: [when] }))}
      />
    </Card>
  )
}
