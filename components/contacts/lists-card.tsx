'use client'

import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { ListRow } from '@/lib/contacts/views'
import { countOf } from '@/lib/core/text/format'

type Props = { lists: ListRow[]; newId: string; save: FormAction; remove: FormAction }

export function ListsCard({ lists, newId, save, remove }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Card>
        <ActionForm
          action={save}
          hidden={{ id: newId }}
          submit="Create list"
          className="flex flex-wrap items-end gap-3"
        >
          {(errors) => (
            <Field label="New list" error={errors.name} className="min-w-48 flex-1 sm:max-w-xs">
              <Input name="name" required maxLength={60} />
            </Field>
          )}
        </ActionForm>
      </Card>
      {lists.length > 0 && (
        <Card>
          <Table aria-label="Lists">
            <thead>
              <tr>
                <Th>List</Th>
                <Th>Contacts</Th>
                <Th>Rename</Th>
                <Th>
                  <span className="sr-only">Delete</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {lists.map(({ id, name, contacts, mailable }) => (
                <tr key={id}>
                  <Td className="min-w-36">
                    <Link
                      href={`/contacts?show=${id}`}
                      className="font-medium text-brand-ink underline underline-offset-2"
                    >
                      {name}
                    </Link>
                  </Td>
                  <Td className="min-w-36">
                    {countOf(contacts, 'contact')}
                    {mailable < contacts && (
                      <span className="block text-muted">{contacts - mailable} suppressed</span>
                    )}
                  </Td>
                  <Td>
                    <ActionForm
                      action={save}
                      hidden={{ id }}
                      submit="Save"
                      submitLabel={`Save name of ${name}`}
                      variant="secondary"
                      size="sm"
                      className="flex min-w-56 items-center gap-2"
                    >
                      {() => (
                        <Input
                          key={name}
                          name="name"
                          defaultValue={name}
                          required
                          maxLength={60}
                          aria-label={`New name for ${name}`}
                          className="h-8"
                        />
                      )}
                    </ActionForm>
                  </Td>
                  <Td>
                    <ActionForm
                      action={remove}
                      hidden={{ id }}
                      submit="Delete"
                      submitLabel={`Delete list ${name}`}
                      variant="ghost"
                      size="sm"
                    />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </div>
  )
}
