import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { findWorkspace, requireUser } from '@/app/_lib/workspace-context'
import { Alert } from '@/components/ui/alert'
import { OpenWorkspaceForm } from '@/components/workspace/open-workspace-form'
import { pageInsteadOfWelcome, safeReturnPath } from '@/lib/auth/return-path'
import { env } from '@/lib/core/settings/env'
import { timeZoneChoices } from '@/lib/core/text/places/time-zones'
import { operatorOf } from '@/lib/operators/operator'
import { hasUsedTrial } from '@/lib/workspaces/open-workspace'
import { DataCard } from '../../(workspace)/profile/data-card'
import { openOwnWorkspace } from './actions'

export const metadata: Metadata = { title: 'Welcome' }

/** Where a new person names their workspace. With `another`, where someone creates one more. */
export default async function WelcomePage({ searchParams }: PageProps<'/welcome'>) {
  const [user, workspace, { another, callbackUrl }] = await Promise.all([
    requireUser(),
    findWorkspace(),
    searchParams,
  ])
  const isOperator = operatorOf(user) !== null
  const elsewhere = pageInsteadOfWelcome({
    wanted: safeReturnPath(String(callbackUrl ?? ''), env().APP_URL),
    hasWorkspace: workspace !== null,
    another: another !== undefined,
    isOperator,
  })
  if (elsewhere) redirect(elsewhere)
  const trial = !(await hasUsedTrial(user.id))
  return (
    <div className="space-y-8">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">
          {workspace ? 'Create another workspace' : 'Welcome to Market Trak'}
        </h1>
        <p className="text-muted">
          You’re signed in as <span className="break-all text-ink">{user.email}</span>.{' '}
          {workspace ? 'The new workspace has its own members, balance and plan.' : 'Name your workspace.'}{' '}
          {trial
            ? 'It starts with a free 14-day trial, no card needed.'
            : 'It has no credits until you choose a plan.'}
        </p>
      </header>
      {!trial && (
        <Alert title="You’ve already used your free trial">
          Each person gets one. You can set up the new workspace and invite people, but you need a plan to
          create anything.
        </Alert>
      )}
      <OpenWorkspaceForm action={openOwnWorkspace} trial={trial} choices={timeZoneChoices(new Date())} />
      {isOperator && !workspace && (
        <Link href="/admin" className="inline-block text-sm font-medium text-brand underline">
          Back to the console
        </Link>
      )}
      {!workspace && <DataCard user={user} />}
      {workspace && (
        <Link href="/dashboard" className="inline-block text-sm font-medium text-brand underline">
          Back to {workspace.workspaceName}
        </Link>
      )}
    </div>
  )
}
