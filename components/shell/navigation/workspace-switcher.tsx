'use client'

import { ChevronsUpDown } from 'lucide-react'
import { lazy, Suspense, useRef, useState, useTransition } from 'react'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Icon } from '@/components/ui/icons/icon'
import { whenOnline } from '@/components/ui/loading/when-online'
import { MenuTrigger } from '@/components/ui/overlays/menu-trigger'
import { toast } from '@/components/ui/overlays/toast'
import { useWasOpen } from '@/components/ui/overlays/use-was-open'
import type { WorkspaceChoice } from '@/lib/workspaces/own-workspaces'

const load = () => import('./workspace-choices')
const WorkspaceChoices = lazy(whenOnline(load))

type SwitcherProps = { current: number; workspaces: WorkspaceChoice[]; switchTo: FormAction }

/** Shows the current workspace and switches between workspaces. */
export function WorkspaceSwitcher({ current, workspaces, switchTo }: SwitcherProps) {
  const [pending, start] = useTransition()
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)
  const anchor = useRef<HTMLButtonElement>(null)
  const name = workspaces.find(({ workspaceId }) => workspaceId === current)?.name ?? ''

  function go(workspaceId: number) {
    if (workspaceId === current) return
    start(async () => {
      const form = new FormData()
      form.set('workspaceId', String(workspaceId))
      const state = await switchTo(null, form)
      if (state?.ok === false) toast.error(state.message)
    })
  }

  return (
    <>
      <MenuTrigger
        ref={anchor}
        open={open}
        onOpen={() => setOpen(true)}
        load={load}
        aria-busy={pending || undefined}
        className="flex min-h-10 w-full items-center gap-2 rounded-control px-2 text-left text-sm text-rail-muted transition-colors hover:bg-rail-strong/60 hover:text-rail-ink aria-expanded:bg-rail-strong"
      >
        <span className="sr-only">Workspace: </span>
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <Icon of={ChevronsUpDown} className="size-4 shrink-0" />
      </MenuTrigger>
      {wasOpen && (
        <Suspense fallback={null}>
          <WorkspaceChoices
            current={current}
            workspaces={workspaces}
            choose={go}
            open={open}
            onOpenChange={setOpen}
            anchor={anchor}
          />
        </Suspense>
      )}
    </>
  )
}
