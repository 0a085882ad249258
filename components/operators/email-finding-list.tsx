import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatNumber } from '@/lib/core/text/format'
import type { EmailFinding } from '@/lib/operators/operations/email-findings'
import { Instant } from './instant'

type Props = { findings: EmailFinding[]; decide: FormAction }

/** What servers said about emails, each with the decisions that an operator can make. */
export function EmailFindingList({ findings, decide }: Props) {
  return (
    <ul className="divide-y divide-line text-sm">
      {findings.map((finding) => {
        const { workspaceId, campaignId, kind, position } = finding
        const id = { workspaceId, campaignId, kind, position }
        const isBlocked = kind === 'sender-blocked'
        const about = `campaign ${finding.campaignName}, recipient ${position}`
        return (
          <li key={`${campaignId} ${kind} ${position}`} className="grid gap-3 py-4 first:pt-0 last:pb-0">
            <div className="min-w-0">
              <p className="font-medium break-words">
                {isBlocked
                  ? `Sender blocked by ${formatNumber(finding.blocked)} servers`
                  : 'Bounce without a clear reason'}
              </p>
              <p className="break-words text-muted">
                {finding.workspaceName}, workspace {workspaceId}, campaign “{finding.campaignName}”
                {!isBlocked && `, recipient ${position}`}, <Instant at={finding.lastSeenAt} />
              </p>
            </div>
            <blockquote className="border-l-2 border-line pl-3 break-words">
              {finding.excerpt || 'The report says nothing.'}
            </blockquote>
            <div className="flex flex-wrap gap-3">
              {!isBlocked && (
                <ActionForm
                  action={decide}
                  hidden={{ ...id, decision: 'suppress' }}
                  submit="Suppress recipient"
                  submitLabel={`Suppress recipient, ${about}`}
                  size="sm"
                />
              )}
              <ActionForm
                action={decide}
                hidden={{ ...id, decision: 'dismiss' }}
                submit={isBlocked ? 'Close finding' : 'Dismiss report'}
                submitLabel={
                  isBlocked ? `Close finding, campaign ${finding.campaignName}` : `Dismiss report, ${about}`
                }
                variant="secondary"
                size="sm"
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
