import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { CodeTable } from '@/components/ui/code-table'
import { Table, Td, Th } from '@/components/ui/table'
import type { ErrorKind } from '@/lib/api/reference/error-catalog'
import type { ApiReference as Reference, ReferenceGroup } from '@/lib/api/reference/reference'
import { groupPage } from '@/lib/api/shared/reference-pages'
import { webhookEvents } from '@/lib/webhooks/shared/events'
import { ApiGuide, type RequestLimits } from './api-guide'
import { OperationCard } from './operation-card'
import { ReferencePage } from './reference-page'
import { SchemaCards } from './schema-cards'

type Props = { reference: Reference; errors: ErrorKind[]; limits: RequestLimits; mayManage: boolean }

const GUIDE = [
  { href: '#help-start', name: 'Get started' },
  { href: '#help-keys', name: 'Authentication' },
  { href: '#help-idempotency', name: 'Idempotency' },
  { href: '#help-metadata', name: 'Metadata' },
  { href: '#help-pages', name: 'Pagination' },
  { href: '#help-limits', name: 'Rate limits' },
  { href: '#help-request-ids', name: 'Request ids' },
  { href: '#help-versions', name: 'Versions and deprecation' },
]
const END = [
  { href: '#headers', name: 'Response headers' },
  { href: '#errors', name: 'Errors' },
  { href: '#events', name: 'Webhook events' },
]

/** What holds for every operation (R50), and the list of them. Rendered on the server: only the copy buttons have a script. */
export function ApiReference({ reference, errors, limits, mayManage }: Props) {
  const { url, groups, headers, schemas } = reference
  const contents = [
    { title: 'Guide', links: GUIDE },
    { title: 'Operations', links: groups.map(({ id, name }) => ({ href: groupPage(id), name })) },
    { title: 'Errors and events', links: END },
    { title: 'Schemas', links: schemas.map(({ id, name }) => ({ href: `#${id}`, name })) },
  ]
  return (
    <ReferencePage contents={contents}>
      <ApiGuide url={url} limits={limits} mayManage={mayManage} />
      {groups.map((group) => (
        <OperationList key={group.id} group={group} />
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
      <SchemaCards schemas={schemas} />
    </ReferencePage>
  )
}

/** One group of operations with everything about each. */
export function ApiReferenceGroup({ reference, group }: { reference: Reference; group: ReferenceGroup }) {
  const contents = [
    {
      title: group.name,
      links: group.operations.map(({ id, method, path }) => ({ href: `#${id}`, name: `${method} ${path}` })),
    },
    { title: 'Schemas', links: group.schemas.map(({ id, name }) => ({ href: `#${id}`, name })) },
    {
      title: 'Other operations',
      links: reference.groups
        .filter(({ id }) => id !== group.id)
        .map(({ id, name }) => ({ href: groupPage(id), name })),
    },
  ]
  return (
    <ReferencePage contents={contents}>
      {group.operations.map((operation) => (
        <OperationCard key={operation.id} operation={operation} />
      ))}
      <SchemaCards schemas={group.schemas} />
    </ReferencePage>
  )
}

/** Rows have the ids of their operations, so that links from before the groups had pages arrive. */
function OperationList({ group: { id, name, operations } }: { group: ReferenceGroup }) {
  return (
    <Card id={`group-${id}`} aria-labelledby={`group-${id}-title`} className="scroll-mt-6">
      <CardHeader id={`group-${id}-title`} title={name} />
      <Table label={`Operations of ${name}`}>
        <thead>
          <tr>
            <Th>Operation</Th>
            <Th>What it does</Th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <tr key={operation.id} id={operation.id} className="scroll-mt-6">
              <Th scope="row" className="align-top text-sm text-ink">
                <Badge tone={operation.method === 'GET' ? 'neutral' : 'brand'}>{operation.method}</Badge>{' '}
                <a
                  href={`${groupPage(id)}#${operation.id}`}
                  className="font-medium text-brand-ink underline underline-offset-3"
                >
                  <code className="wrap-anywhere">{operation.path}</code>
                </a>
              </Th>
              <Td className="min-w-48">{operation.summary}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
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
