import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DraftForm } from '@/components/campaigns/draft-form'
import { SourceNote } from '@/components/reuse/source-note'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { SHARE_DAYS } from '@/lib/reports/sharing/share-report'
import { emailPhotoOf } from '@/lib/reuse/email-photo'
import { sourceInQuery } from '@/lib/reuse/shared/source'
import { templateFor } from '@/lib/reuse/template-for'
import { PHOTO_FIELD } from '@/lib/templates/merge-fields'
import { ownName } from '@/lib/workspaces/own-name'
import { loadSource } from '../../_work/load-source'
import { shareReport } from '../../reports/actions'
import { saveDraft } from '../actions'
import { detailFields, loadDraftChoices } from '../draft-choices'

export const metadata: Metadata = { title: 'New campaign' }

/** The longest, because people open emails weeks later. */
const LINK_DAYS = Math.max(...SHARE_DAYS)

const Query = z.object({ from: sourceInQuery })

export default async function NewCampaignPage({ searchParams }: PageProps<'/campaigns/new'>) {
  const workspace = await requireWorkspace()
  const { from } = Query.parse(await searchParams)
  const [{ templates, lists }, agentName, source] = await Promise.all([
    loadDraftChoices(workspace),
    ownName(workspace),
    loadSource(workspace, from),
  ])
  const [first] = lists
  const photo = source ? await emailPhotoOf(workspace, source) : null
  const template = source && templateFor(source.details, templates)
  return (
    <>
      <PageHeader title="New campaign" description="You’ll review the email and its cost before sending." />
      {source && (
        <SourceNote source={source}>
          {!template && (
            <>
              None of your templates has a place for its details: choose one, or{' '}
              <Link href="/templates" className="font-medium underline underline-offset-3">
                add one from the library
              </Link>
              .{' '}
            </>
          )}
        </SourceNote>
      )}
      {source?.lacksLink && can(workspace.role, 'reports.share') && (
        <Card className="mb-6 max-w-2xl">
          <p className="mb-3 text-sm text-muted">
            This report has no link yet. Recipients can open it with one, without an account.
          </p>
          <ActionForm
            action={shareReport}
            hidden={{ id: source.id, requestId: randomUUID(), days: LINK_DAYS }}
            submit={`Create a link that works for ${LINK_DAYS} days`}
            variant="secondary"
          />
        </Card>
      )}
      {templates.length === 0 ? (
        <Card>
          <EmptyState
            icon={LayoutTemplate}
            title="Create a template first"
            action={<ButtonLink href="/templates">Choose a template</ButtonLink>}
          >
            A campaign starts from an email template. Templates are free.
          </EmptyState>
        </Card>
      ) : (
        <DraftForm
          key={source ? `${source.id} ${source.details.report_url ?? ''}` : ''}
          action={saveDraft}
          id={randomUUID()}
          values={{
            name: source?.title.slice(0, 80) ?? '',
            listId: first?.id ?? '',
            templateId: template?.id ?? '',
            subject: template?.subject ?? '',
            details: { agent_name: agentName, ...source?.details, ...(photo && { [PHOTO_FIELD]: photo }) },
          }}
          templates={templates}
          lists={lists}
          details={detailFields}
          keptFields={null}
        />
      )}
    </>
  )
}
