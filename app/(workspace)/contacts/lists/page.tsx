import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactsTabs } from '@/components/contacts/contacts-tabs'
import { ListsCard } from '@/components/contacts/lists-card'
import { PageHeader } from '@/components/ui/page-header'
import { listContactLists } from '@/lib/contacts/lists'
import { deleteList, saveList } from '../actions'

export const metadata: Metadata = { title: 'Lists' }

export default async function ListsPage() {
  const workspace = await requireWorkspace()
  const lists = await listContactLists(workspace)
  const newId = randomUUID()
  return (
    <>
      <PageHeader title="Contacts" description="Group contacts into lists for your campaigns." />
      <ContactsTabs current="/contacts/lists" />
      <ListsCard key={lists.length} lists={lists} newId={newId} save={saveList} remove={deleteList} />
    </>
  )
}
