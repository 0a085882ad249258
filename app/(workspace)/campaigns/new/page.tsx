import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DraftForm } from '@/components/campaigns/draft-form'
import { SourceNote } from '@/components/reuse/source-note'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { ownName } from '@/lib/auth/person-name'
import { SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { emailPhotoOf } from '@/lib/reuse/email-photo'
import { sourceInQuery } from '@/lib/reuse/shared/source'
import { templateFor } from '@/lib/reuse/template-for'
import { PHOTO_FIELD } from '@/lib/templates/merge-fields'
import { readBranding } from '@/lib/templates/render/branding'
import { loadSource } from '../../_work/load-source'
import { shareReport } from '../../reports/actions'
import { shareValuation } from '../../valuations/actions'
import { saveDraft } from '../actions'
import { detailFields, loadDraftChoices } from '../draft-choices'

export const metadata: Metadata = { title: 'New campaign' }

/** The longest, because people open emails weeks later. */
const LINK_DAYS = Math.max(...SHARE_DAYS)

const Query = z.object({ from: sourceInQuery })

export default async function NewCampaignPage({ searchParams }: PageProps<'/campaigns/new'>) {
  const workspace = await requireWorkspace()
  const { from } = Query.parse(await searchParams)
  const [{ templates, lists }, { postalAddress }, agentName, source] = await Promise.all([
    loadDraftChoices(workspace),
    readBranding(workspace),
    ownName(workspace),
    loadSource(workspace, from),
  ])
  const [first] = lists
  const photo = source ? await emailPhotoOf(workspace, source) : null
  const template = source && templateFor(source.details, templates)
  return (
    <>
      <PageHeader title="New campaign" description="You’ll review the email and its cost before sending." />
      {postalAddress === '' && can(workspace.role, 'workspace.manage') && (
        <Alert
          className="mb-6 max-w-2xl"
          title="Set up your sender details first"
          action={
            <ButtonLink href="/templates/sender" variant="secondary" size="sm">
              Sender details
            </ButtonLink>
          }
        >
          Emails need a reply-to address and your postal address.
        </Alert>
      )}
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
            This {source.kind} has no link yet. Recipients can open it with one, without an account.
          </p>
          <ActionForm
            action={source.kind === 'valuation' ? shareValuation : shareReport}
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
          key={source ? `${source.id} ${source.lacksLink}` : ''}
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
