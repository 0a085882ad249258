import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { MoveForm } from '@/components/operators/catalog/move-form'
import { MoveGroups, Moves, NotNow } from '@/components/operators/catalog/move-preview'
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
} from '@/lib/operators/catalog/subscribers-of-terms'
import { movePlanSubscribers } from '../../catalogue-actions'

export const metadata: Metadata = { title: 'Move subscribers' }

/** How many can be moved one by one from here; all others with one word. */
const MOST_LISTED = 50

async function previewOf(key: string): Promise<MovePreview | string> {
  try {
    return await movePreview(key)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    if (isRefusal(error, 'plan.not-newest')) return error.publicMessage
    throw error
  }
}

export default async function MovePage({ params }: PageProps<'/admin/catalogue/[key]'>) {
  await requireOperator()
  const preview = await previewOf(decodeURIComponent((await params).key))
  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/admin/catalogue" className="text-brand-ink underline underline-offset-3">
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
            To the terms that are on sale, <span className="break-all">{planKey}</span>. They begin for each
            at the end of what they have paid for; nothing is charged or prorated before, and they are told.
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="who-title">
          <CardHeader
            id="who-title"
            title="Who would be moved"
            description={`${countOf(subscribers.length, 'workspace')}, and what changes for them.`}
          />
          <MoveGroups preview={preview} />
          <NotNow notNow={preview.notNow} />
          {subscribers.length > 0 && (
            <div className="mt-5 border-t border-line pt-5">
              <MoveForm
                action={movePlanSubscribers}
                hidden={{ id: randomUUID(), planKey, seen }}
                submit={`Move ${countOf(subscribers.length, 'workspace')}`}
              />
            </div>
          )}
        </Card>
        <OneByOne planKey={planKey} subscribers={subscribers.slice(0, MOST_LISTED)} />
        <Moves moves={preview.moves} />
      </div>
    </>
  )
}

function OneByOne({ planKey, subscribers }: { planKey: string; subscribers: Subscriber[] }) {
  if (subscribers.length === 0) return null
  return (
    <Card aria-labelledby="one-title">
      <CardHeader id="one-title" title="One by one" description="The oldest workspaces first." />
      <ul className="divide-y divide-line text-sm">
        {subscribers.map((one) => (
          <li key={one.workspaceId} className="py-3 first:pt-0 last:pb-0">
            <details>
              <summary className="cursor-pointer">
                {one.name} <span className="text-muted">#{one.workspaceId}</span>
              </summary>
              <div className="mt-3">
                <MoveForm
                  action={movePlanSubscribers}
                  hidden={{
                    id: randomUUID(),
                    planKey,
                    workspaceId: one.workspaceId,
                    seen: markOf([one]),
                  }}
                  submit={`Move workspace ${one.workspaceId}`}
                />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}
