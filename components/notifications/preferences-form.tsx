'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Table, Td, Th } from '@/components/ui/table'
import type { Preference } from '@/lib/notifications/preferences'

export type PreferencesFormProps = {
  action: FormAction
  preferences: Preference[]
}

const channels = [
  { name: 'inApp', label: 'In app' },
  { name: 'byMail', label: 'Email' },
] as const

/** Which notifications this person gets in this workspace, by kind and channel (R32). */
export function PreferencesForm({ action, preferences }: PreferencesFormProps) {
  const form = useForm(action)
  return (
    <Form form={form} className="grid gap-5">
      <Table>
        <caption className="sr-only">Notification settings by channel</caption>
        <thead>
          <tr>
            <Th>Notification</Th>
            {channels.map(({ name, label }) => (
              <Th key={name} className="w-20 text-center">
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preferences.map((preference) => (
            <tr key={preference.kind}>
              <Td>
                <p className="font-medium">{preference.label}</p>
                <p className="text-muted">{preference.when}</p>
              </Td>
              {channels.map(({ name, label }) => (
                <Td key={name} className="text-center">
                  <label className="inline-grid size-10 cursor-pointer place-items-center">
                    <span className="sr-only">
                      {preference.label}: {label}
                    </span>
                    <input
                      type="checkbox"
                      name={name}
                      value={preference.kind}
                      defaultChecked={preference[name]}
                      className="size-4.5 accent-brand"
                    />
                  </label>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </Form>
  )
}
