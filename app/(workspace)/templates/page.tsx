import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { LibraryGrid } from '@/components/templates/library-grid'
import { TemplateGrid } from '@/components/templates/template-grid'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { library } from '@/lib/templates/library'
import { mergedParts } from '@/lib/templates/merged-parts'
import { listTemplates } from '@/lib/templates/templates'
import { createTemplate } from './actions'

export const metadata: Metadata = { title: 'Templates' }

export default async function TemplatesPage() {
  const workspace = await requireWorkspace()
  const rows = await listTemplates(workspace)
  return (
    <>
      <PageHeader
        title="Templates"
        description="Mails and social posts to use again. They cost nothing."
        action={
          <ButtonLink href="/templates/sender" variant="secondary">
            Who mails are from
          </ButtonLink>
        }
      />
      <h2 className="mb-4 text-lg font-semibold">Yours</h2>
      {rows.length > 0 ? (
        <TemplateGrid rows={rows.map((row) => ({ ...row, excerpt: mergedParts(row.subject || row.body) }))} />
      ) : (
        <Card>
          <EmptyState icon={LayoutTemplate} title="No templates of your own yet">
            Choose one below: it becomes yours, to change as you like.
          </EmptyState>
        </Card>
      )}
      <h2 className="mt-10 mb-4 text-lg font-semibold">To start from</h2>
      <LibraryGrid
        starts={library.map((each) => ({ ...each, copyId: randomUUID() }))}
        start={createTemplate}
      />
    </>
  )
}
