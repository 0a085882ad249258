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
import { thumbnailAddresses } from '@/lib/templates/template-thumbnail'
import { listTemplates } from '@/lib/templates/templates'
import { createTemplate } from './actions'

export const metadata: Metadata = { title: 'Templates' }

export default async function TemplatesPage() {
  const workspace = await requireWorkspace()
  const [rows, pictureHref] = await Promise.all([listTemplates(workspace), thumbnailAddresses(workspace)])
  return (
    <>
      <PageHeader
        title="Templates"
        description="Reusable emails and social posts. Free to use."
        action={
          <ButtonLink href="/templates/sender" variant="secondary">
            Sender details
          </ButtonLink>
        }
      />
      <h2 className="mb-4 text-lg font-semibold">Your templates</h2>
      {rows.length > 0 ? (
        <TemplateGrid
          rows={rows.map((row) => ({
            ...row,
            excerpt: mergedParts(row.subject || row.body),
            pictureHref: pictureHref(row),
          }))}
        />
      ) : (
        <Card>
          <EmptyState icon={LayoutTemplate} title="No templates yet">
            Start from a template in the library below.
          </EmptyState>
        </Card>
      )}
      <h2 className="mt-10 mb-4 text-lg font-semibold">Template library</h2>
      <LibraryGrid
        starts={library.map((each) => ({ ...each, copyId: randomUUID(), pictureHref: pictureHref(each) }))}
        start={createTemplate}
      />
    </>
  )
}
