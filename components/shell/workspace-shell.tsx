'use client'

import { type TileSource, Tiles } from '@/components/maps/tile-source'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { WorkspaceChoice } from '@/lib/workspaces/own-workspaces'
import { Finder } from './finder/finder'
import { LiveBalance } from './live-balance'
import { Sidebar } from './navigation/sidebar'
import { TopBar } from './navigation/top-bar'
import { WorkspaceSwitcher } from './navigation/workspace-switcher'
import { NewVersionNotice } from './new-version-notice'
import { ProfileMenu } from './profile/profile-menu'
import type { ProfileMenuProps } from './profile/profile-trigger'

type WorkspaceShellProps = {
  workspaceId: number
  userId: number
  who: ProfileMenuProps['who']
  credits: ProfileMenuProps['credits']
  /** Version of the balance on this page; null if it couldn't be read. */
  version: string | null | Promise<string | null>
  /** Number of unread notifications. */
  unread: number
  workspaces: WorkspaceChoice[]
  switchTo: FormAction
  tiles: TileSource | null
  /** The demo's clock, above the page. */
  demo: React.ReactNode
  children: React.ReactNode
}

/** The frame of every page of a workspace. Rendered in the browser too, so that a page sends what it says once, as data. */
export function WorkspaceShell(props: WorkspaceShellProps) {
  const { workspaceId, userId, who, credits, version, unread, workspaces, switchTo, tiles, demo, children } =
    props
  const switcher = <WorkspaceSwitcher current={workspaceId} workspaces={workspaces} switchTo={switchTo} />
  const profile = <ProfileMenu who={who} credits={credits} />
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only z-20 rounded-control bg-raised px-4 py-2 font-medium text-ink shadow-float focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <LiveBalance workspaceId={workspaceId} version={version} />
      <TopBar
        switcher={switcher}
        unread={unread}
        profile={profile}
        compactProfile={<ProfileMenu who={who} credits={credits} compact />}
      />
      <aside aria-label="Sidebar" className="sticky top-0 hidden h-dvh lg:block print:hidden">
        <Sidebar switcher={switcher} unread={unread} profile={profile} />
      </aside>
      <main
        id="content"
        data-draft-scope={`${workspaceId}.${userId}`}
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-4 py-8 outline-hidden sm:px-8 lg:py-10 print:p-0"
      >
        {demo}
        <Tiles.Provider value={tiles}>{children}</Tiles.Provider>
      </main>
      <Finder />
      <NewVersionNotice />
    </div>
  )
}
