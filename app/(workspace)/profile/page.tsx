import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { sessionHashOf } from '@/app/_lib/auth/session-cookie'
import { requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { TwoFactorSettings } from '@/app/(auth)/two-factor/two-factor-settings'
import { AgentCardForm } from '@/components/profile/agent-card-form'
import { PersonForm } from '@/components/profile/person-form'
import { SessionList } from '@/components/profile/session-list'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listSessions } from '@/lib/auth/session/sessions'
import { formatDateTime } from '@/lib/core/text/format'
import { fileHref } from '@/lib/files/files'
import { readAgentCard } from '@/lib/workspaces/agent-card/agent-card'
import { AccountCards } from './account-cards'
import { renamePerson, saveAgentCard, signOutBrowser, signOutEverywhere } from './actions'
import { DataCard } from './data-card'

export const metadata: Metadata = { title: 'Your profile' }

export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const [user, workspace, jar] = await Promise.all([requireUser(), requireWorkspace(), cookies()])
  const { timeZone, workspaceId } = workspace
  const [sessions, card] = await Promise.all([
    listSessions(user.id, sessionHashOf(jar)),
    readAgentCard(workspaceId, user.id),
  ])
  return (
    <>
      <PageHeader
        title="Your profile"
        description="Your account in all workspaces, and your card in this one."
      />
      <div className="grid gap-6">
        <Card aria-labelledby="person-title">
          <CardHeader id="person-title" title="Personal details" />
          <PersonForm action={renamePerson} name={user.name} />
        </Card>
        <Card aria-labelledby="agent-card-title">
          <CardHeader
            id="agent-card-title"
            title="Agent card"
            description={`Clients see it on the reports you create in ${workspace.workspaceName}. Nothing is shown until you save it.`}
          />
          <AgentCardForm
            action={saveAgentCard}
            card={card ?? { name: user.name, phone: '', email: '', license: '' }}
            photoHref={card?.photoFileName ? fileHref(card.photoFileName) : null}
          />
        </Card>
        <AccountCards user={user} timeZone={timeZone} googleProblem={(await searchParams).google} />
        <Card aria-labelledby="two-factor-title">
          <CardHeader
            id="two-factor-title"
            title="Two-factor authentication"
            description="A code from your phone protects your account if someone gets into your email."
          />
          <TwoFactorSettings person={user} timeZone={timeZone} />
        </Card>
        <Card aria-labelledby="sessions-title">
          <CardHeader
            id="sessions-title"
            title="Where you’re signed in"
            description="If you don’t recognize a browser, sign out everywhere."
            action={
              <ActionButton action={signOutEverywhere} variant="danger">
                Sign out everywhere
              </ActionButton>
            }
          />
          <SessionList
            sessions={sessions.map(({ signedInAt, ...session }) => ({
              ...session,
              since: formatDateTime(signedInAt, timeZone),
            }))}
            signOutOf={signOutBrowser}
          />
        </Card>
        <DataCard user={user} />
      </div>
    </>
  )
}
