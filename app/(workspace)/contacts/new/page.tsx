import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactForm } from '@/components/contacts/contact-form'
import { PageHeader } from '@/components/ui/page-header'
import { listContactLists } from '@/lib/contacts/lists'
import { addContact } from '../actions'
import { todayIn } from '../today'

export const metadata: Metadata = { title: 'New contact' }

export default async function NewContactPage() {
  const workspace = await requireWorkspace()
  const lists = await listContactLists(workspace)
  return (
    <>
      <PageHeader title="New contact" description="Only add people who agreed to receive your emails." />
      <ContactForm
        action={addContact}
        id={randomUUID()}
        contact={null}
        lists={lists}
        today={todayIn(workspace.timeZone)}
      />
    </>
  )
}
