import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { OperationView, ResponseView } from '@/lib/api/reference/reference'
import { CodeBlock } from './code-block'
import { FieldsTable } from './fields-table'

export function OperationCard({ operation }: { operation: OperationView }) {
  const { id, method, path, summary, description, isDeprecated, parameters, body, upload, responses } =
    operation
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6">
      <CardHeader
        id={`${id}-title`}
        title={summary}
        description={description}
        action={isDeprecated && <Badge tone="warn">Deprecated</Badge>}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <p>
          <Badge tone={method === 'GET' ? 'neutral' : 'brand'}>{method}</Badge>{' '}
          <code className="wrap-anywhere">{path}</code>
        </p>
        {parameters.length > 0 && (
          <Part title="Parameters">
            <FieldsTable label={`Parameters of ${method} ${path}`} fields={parameters} />
          </Part>
        )}
        {body.length > 0 && (
          <Part title="Body">
            <FieldsTable label={`Body of ${method} ${path}`} fields={body} />
          </Part>
        )}
        {upload.length > 0 && (
          <Part title="Body">
            <p className="text-sm">
              A file as <TypeNames types={upload} />. Say which in <code>Content-Type</code>.
            </p>
          </Part>
        )}
        <Part title="Responses">
          <ul className="space-y-2 text-sm">
            {responses.map((response) => (
              <ResponseLine key={response.status} response={response} />
            ))}
          </ul>
        </Part>
        <CodeBlock title="curl" code={operation.curl} what={`the curl command of ${id}`} />
        <CodeBlock title="Typed client" code={operation.client} what={`the client code of ${id}`} />
        {responses.map(
          ({ status, example }) =>
            status !== 'default' &&
            example && (
              <CodeBlock
                key={status}
                title={`Response ${status}`}
                code={example}
                what={`the response of ${id}`}
              />
            ),
        )}
      </div>
    </Card>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function ResponseLine({
  response: { status, description, types, schema, headers },
}: {
  response: ResponseView
}) {
  return (
    <li>
      <strong>{status === 'default' ? 'Other status' : status}</strong> {description}:{' '}
      {schema ? (
        <a href={schema.href} className="font-medium text-brand-ink underline underline-offset-3">
          {schema.name}
        </a>
      ) : (
        'a file'
      )}{' '}
      as <TypeNames types={types} />
      <span className="block text-muted">Headers: {headers.join(', ')}</span>
    </li>
  )
}

function TypeNames({ types }: { types: string[] }) {
  return types.map((type, i) => (
    <span key={type}>
      {i > 0 && (i === types.length - 1 ? ' or ' : ', ')}
      <code>{type}</code>
    </span>
  ))
}
