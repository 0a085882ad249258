import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findWorkspace, requireUser } from '@/app/_lib/workspace-context'
import { OpenWorkspaceForm } from '@/components/workspace/open-workspace-form'
import { openFirstWorkspace } from './actions'

export const metadata: Metadata = { title: 'Welcome' }

export default async function WelcomePage() {
  const user = await requireUser()
  if (await findWorkspace()) redirect('/dashboard')
  return (
    <div className="space-y-8">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Welcome to Market Trak</h1>
        <p className="text-muted">
          You are signed in as <span className="break-all text-ink">{user.email}</span>. Name your
          agency&rsquo;s workspace to begin a free 14-day trial, no card needed.
        </p>
      </header>
      <OpenWorkspaceForm action={openFirstWorkspace} timeZones={Intl.supportedValuesOf('timeZone')} />
    </div>
  )
}
