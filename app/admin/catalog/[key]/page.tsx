import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { MoveGroups, Moves, NotMovable } from '@/components/operators/catalog/move-preview'
import { ReasonForm } from '@/components/operators/reason-form'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { countOf } from '@/lib/core/text/format'
import {
  type MovePreview,
  markOf,
  movePreview,
  type Subscriber,
} from '@/lib/operators/catalog/moves/subscribers-of-terms'
import { movePlanSubscribers } from '../../catalog-actions'

export const metadata: Metadata = { title: 'Move subscribers' }

/** How many workspaces are listed to be moved one at a time. */
const MAX_LISTED = 50

async function loadPreview(key: string): Promise<MovePreview | string> {
  try {
    return await movePreview(key)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    if (isRefusal(error, 'plan.not-newest')) return error.publicMessage
    throw error
  }
}

export default async function MovePage({ params }: PageProps<'/admin/catalog/[key]'>) {
  await requireOperator()
  const preview = await loadPreview(decodeURIComponent((await params).key))
  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/admin/catalog" className="text-brand-ink underline underline-offset-3">
          Plans and packs
        </Link>
      </p>
      {typeof preview === 'string' ? (
        <>
          <PageHeader title="Move subscribers" />
          <Alert tone="warn">{preview}</Alert>
        </>
      ) : (
        <Preview preview={preview} />
      )}
    </>
  )
}

function Preview({ preview }: { preview: MovePreview }) {
  const { planKey, planName, subscribers, seen } = preview
  return (
    <>
      <PageHeader
        title={`Move subscribers of ${planName}`}
        description={
          <>
            To the current terms, <span className="break-all">{planKey}</span>. New terms start at the end of
            each workspace’s paid period, without proration. Members are notified.
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="who-title">
          <CardHeader
            id="who-title"
            title="Affected subscribers"
            description={`What changes for ${countOf(subscribers.length, 'workspace')}.`}
          />
          <MoveGroups preview={preview} />
          <NotMovable notNow={preview.notNow} />
          {subscribers.length > 0 && (
            <div className="mt-5 border-t border-line pt-5">
              <ReasonForm
                size="sm"
                action={movePlanSubscribers}
                hidden={{ id: randomUUID(), planKey, seen }}
                submit={`Move ${countOf(subscribers.length, 'workspace')}`}
              />
            </div>
          )}
        </Card>
        <IndividualMoves planKey={planKey} subscribers={subscribers.slice(0, MAX_LISTED)} />
        <Moves moves={preview.moves} />
      </div>
    </>
  )
}

function IndividualMoves({ planKey, subscribers }: { planKey: string; subscribers: Subscriber[] }) {
  if (subscribers.length === 0) return null
  return (
    <Card aria-labelledby="one-title">
      <CardHeader id="one-title" title="Move individually" description="Oldest workspaces first." />
      <ul className="divide-y divide-line text-sm">
        {subscribers.map((subscriber) => (
          <li key={subscriber.workspaceId} className="py-3 first:pt-0 last:pb-0">
            <details>
              <summary className="cursor-pointer">
                {subscriber.name} <span className="text-muted">#{subscriber.workspaceId}</span>
              </summary>
              <div className="mt-3">
                <ReasonForm
                  size="sm"
                  action={movePlanSubscribers}
                  hidden={{
                    id: randomUUID(),
                    planKey,
                    workspaceId: subscriber.workspaceId,
                    seen: markOf([subscriber]),
                  }}
                  submit={`Move workspace ${subscriber.workspaceId}`}
                />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}
