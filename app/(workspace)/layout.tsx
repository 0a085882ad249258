import { skippedTime, summaryOf } from '@/app/_lib/credits'
import { mapTiles } from '@/app/_lib/map-tiles'
import { membershipsOf, requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { TilesProvider } from '@/components/maps/tile-source'
import { DemoTime } from '@/components/shell/demo/demo-time'
import { Finder } from '@/components/shell/finder/finder'
import { LiveBalance } from '@/components/shell/live-balance'
import { Sidebar } from '@/components/shell/navigation/sidebar'
import { TopBar } from '@/components/shell/navigation/top-bar'
import { WorkspaceSwitcher } from '@/components/shell/navigation/workspace-switcher'
import { NewVersionNotice } from '@/components/shell/new-version-notice'
import { ProfileMenu } from '@/components/shell/profile/profile-menu'
import { soon } from '@/components/ui/loading/settled'
import { log } from '@/lib/core/logging/log'
import { countUnread } from '@/lib/notifications/list-notifications'
import { readTimeMachine } from '@/lib/time-machine/time-machine'
import { choicesOf } from '@/lib/workspaces/own-workspaces'
import { switchWorkspace } from './profile/actions'
import { advanceDemoTime } from './time-actions'

/** Longer than the balance takes. If it takes longer still, the page is sent without it, and it follows. */
const MOMENT_MS = 250

export default async function WorkspaceLayout({ children }: LayoutProps<'/'>) {
  const [user, workspace] = await Promise.all([requireUser(), requireWorkspace()])
  const { workspaceName, role } = workspace
  const reading = summaryOf(workspace).catch((error: unknown) => {
    log.error(
      { err: error, workspaceId: workspace.workspaceId },
      'could not read the credits for the profile menu',
    )
    return null
  })
  const [unread, memberships, timeMachine, credits] = await Promise.all([
    countUnread(workspace),
    membershipsOf(user.id),
    readTimeMachine(workspace, skippedTime),
    soon(reading, MOMENT_MS),
  ])
  const version =
    'value' in credits
      ? (credits.value?.version ?? null)
      : reading.then((summary) => summary?.version ?? null)
  const who = { name: user.name, email: user.email, image: user.image, role, workspaceName }

  const switcher = (
    <WorkspaceSwitcher
      current={workspace.workspaceId}
      workspaces={choicesOf(memberships)}
      switchTo={switchWorkspace}
    />
  )

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only z-20 rounded-control bg-raised px-4 py-2 font-medium text-ink shadow-float focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <LiveBalance workspaceId={workspace.workspaceId} version={version} />
      <TopBar
        switcher={switcher}
        unread={unread}
        profile={<ProfileMenu who={who} credits={credits} />}
        compactProfile={<ProfileMenu who={who} credits={credits} compact />}
      />
      <aside aria-label="Sidebar" className="sticky top-0 hidden h-dvh lg:block print:hidden">
        <Sidebar switcher={switcher} unread={unread} profile={<ProfileMenu who={who} credits={credits} />} />
      </aside>
      <main
        id="content"
        data-draft-scope={`${workspace.workspaceId}.${user.id}`}
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-4 py-8 outline-hidden sm:px-8 lg:py-10 print:p-0"
      >
        {timeMachine && (
          <DemoTime machine={timeMachine} timeZone={workspace.timeZone} advance={advanceDemoTime} />
        )}
        <TilesProvider value={mapTiles()}>{children}</TilesProvider>
      </main>
      <Finder />
      <NewVersionNotice />
    </div>
  )
}
