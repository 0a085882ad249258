import { summaryOf } from '@/app/_lib/credits'
import { mapTiles } from '@/app/_lib/map-tiles'
import { membershipsOf, requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { DemoTime } from '@/components/shell/demo/demo-time'
import { WorkspaceShell } from '@/components/shell/workspace-shell'
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
    // It reads what the credits read, whose failure is logged above, and must not make a page fail either.
    readTimeMachine(workspace).catch(() => null),
    soon(reading, MOMENT_MS),
  ])
  const version =
    'value' in credits
      ? (credits.value?.version ?? null)
      : reading.then((summary) => summary?.version ?? null)
  const who = { name: user.name, email: user.email, image: user.image, role, workspaceName }

  return (
    <WorkspaceShell
      workspaceId={workspace.workspaceId}
      userId={user.id}
      who={who}
      credits={credits}
      version={version}
      unread={unread}
      workspaces={choicesOf(memberships)}
      switchTo={switchWorkspace}
      tiles={mapTiles()}
      demo={
        timeMachine && (
          <DemoTime machine={timeMachine} timeZone={workspace.timeZone} advance={advanceDemoTime} />
        )
      }
    >
      {children}
    </WorkspaceShell>
  )
}
