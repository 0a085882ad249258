import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImportUpload } from '@/components/contacts/import-upload'
import { PageHeader } from '@/components/ui/page-header'
import { uploadContacts } from '../actions'

export const metadata: Metadata = { title: 'Import contacts' }

export default async function ImportPage() {
  await requireWorkspace()
  return (
    <>
      <PageHeader
        title="Import contacts"
        description="Upload a file from your CRM, email program, spreadsheet or phone."
      />
      <ImportUpload action={uploadContacts} id={randomUUID()} />
    </>
  )
}
