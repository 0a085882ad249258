import { Table, Td, Th } from '@/components/ui/table'
import type { Field } from '@/lib/api/reference/fields'

type Row = Field & { in?: string }

/** Parameters or fields, with their type and limits. */
export function FieldsTable({ label, fields }: { label: string; fields: Row[] }) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Type</Th>
          <Th>Description</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.in} ${field.path}`}>
            <Th scope="row" className="align-top text-sm text-ink">
              <code className="wrap-anywhere">{field.path}</code>
              {field.required && <span className="block text-xs font-normal text-muted">required</span>}
            </Th>
            <Td className="whitespace-nowrap text-muted">
              {field.type}
              {field.in && <span className="block text-xs">in the {field.in}</span>}
            </Td>
            <Td className="min-w-56">
              <Details field={field} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Details({ field: { description, values, names, limits } }: { field: Field }) {
  const sentence = limits.join(', ')
  return (
    <>
      {description && <p>{description}</p>}
      {sentence && <p className="text-muted">{sentence.charAt(0).toUpperCase() + sentence.slice(1)}</p>}
      <Choices title="One of" choices={values} />
      <Choices title="Names:" choices={names} />
    </>
  )
}

function Choices({ title, choices }: { title: string; choices: string[] }) {
  if (choices.length === 0) return null
  return (
    <p className="text-muted">
      {title}{' '}
      {choices.map((choice, i) => (
        <span key={choice}>
          {i > 0 && ', '}
          <code>{choice}</code>
        </span>
      ))}
    </p>
  )
}
