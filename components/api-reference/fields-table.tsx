import { Fragment } from 'react'
import { Table } from '@/components/ui/table'
import type { Field } from '@/lib/api/reference/fields'

type Row = Field & { in?: string }

/** The look of all cells at once: the page has hundreds of rows, and classes on each would double its size. */
const CELLS = [
  '[&_td,&_th]:border-b [&_td,&_th]:border-line/70 [&_td,&_th]:px-3 [&_td,&_th]:py-2.5 [&_td,&_th]:align-top',
  '[&_th]:pl-0 [&_td:nth-child(2)]:whitespace-nowrap [&_td:nth-child(2)]:text-muted [&_td:last-child]:min-w-56 [&_td:last-child]:pr-0',
  '[&_thead_th]:text-xs [&_thead_th]:font-medium [&_thead_th]:text-muted [&_thead_th+th]:pl-3',
  '[&_tbody_th]:font-medium [&_tbody_th]:text-ink [&_tbody_code]:wrap-anywhere',
  '[&_small]:block [&_small]:text-xs [&_small]:font-normal [&_small]:text-muted [&_p+p]:text-muted',
].join(' ')

/** Parameters or fields, with their type and limits. */
export function FieldsTable({ label, fields }: { label: string; fields: Row[] }) {
  return (
    <Table label={label} className={CELLS}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.in} ${field.path}`}>
            <th scope="row">
              <code>{field.path}</code>
              {field.required && <small>required</small>}
            </th>
            <td>
              {field.type}
              {field.in && <small>in the {field.in}</small>}
            </td>
            <td>
              <Details field={field} />
            </td>
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
      {sentence && <p>{sentence.charAt(0).toUpperCase() + sentence.slice(1)}</p>}
      <Choices title="One of" choices={values} />
      <Choices title="Names:" choices={names} />
    </>
  )
}

function Choices({ title, choices }: { title: string; choices: string[] }) {
  if (choices.length === 0) return null
  return (
    <p>
      {title}{' '}
      {choices.map((choice, i) => (
        <Fragment key={choice}>
          {i > 0 && ', '}
          <code>{choice}</code>
        </Fragment>
      ))}
    </p>
  )
}
