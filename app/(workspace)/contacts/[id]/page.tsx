import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactForm } from '@/components/contacts/contact-form'
import { ContactSide } from '@/components/contacts/contact-side'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { getContact } from '@/lib/contacts/list-contacts'
import { listContactLists } from '@/lib/contacts/lists'
import { isRefusal } from '@/lib/core/errors'
import { blockAddress, deleteContact, editContact, eraseContact } from '../actions'
import { todayIn } from '../today'

export const metadata: Metadata = { title: 'Contact' }

export default async function ContactPage({ params }: PageProps<'/contacts/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const [contact, lists] = await Promise.all([
    getContact(workspace, id).catch((error) => {
      if (isRefusal(error, 'not-found')) notFound()
      throw error
    }),
    listContactLists(workspace),
  ])
  return (
    <>
      <PageHeader
        title={contact.name || contact.email}
        action={
          <ButtonLink href="/contacts" variant="secondary">
            All contacts
          </ButtonLink>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <ContactForm
          action={editContact}
          id={id}
          contact={contact}
          lists={lists}
          today={todayIn(workspace.timeZone)}
        />
        <ContactSide
          contact={contact}
          actions={{ block: blockAddress, remove: deleteContact, erase: eraseContact }}
          canErase={can(workspace.role, 'contacts.erase')}
        />
      </div>
    </>
  )
}
