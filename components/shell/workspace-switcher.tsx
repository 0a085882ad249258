'use client'

import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import type { FormAction } from '@/components/billing/form-action'
import {
  Menu,
  MenuLink,
  MenuList,
  MenuPopup,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/menu'
import type { WorkspaceChoice } from '@/lib/workspaces/list-workspaces'

type SwitcherProps = { current: number; workspaces: WorkspaceChoice[]; switchTo: FormAction }

/** Which workspace one works in, above the rooms of it; and the way to the others. */
export function WorkspaceSwitcher({ current, workspaces, switchTo }: SwitcherProps) {
  const [pending, start] = useTransition()
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
    <Menu>
      <MenuTrigger
        aria-busy={pending || undefined}
        className="flex min-h-10 w-full items-center gap-2 rounded-control px-2 text-left text-sm text-rail-muted transition-colors hover:bg-rail-strong/60 hover:text-rail-ink data-popup-open:bg-rail-strong"
      >
        <span className="sr-only">Workspace: </span>
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <ChevronsUpDown className="size-4 shrink-0" aria-hidden="true" />
      </MenuTrigger>
      <MenuPopup className="w-64">
        <MenuList aria-label="Workspaces" className="outline-hidden">
          <MenuRadioGroup value={current} onValueChange={go}>
            {workspaces.map(({ workspaceId, name: other, role }) => (
              <MenuRadioItem key={workspaceId} value={workspaceId} closeOnClick>
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{other}</span>
                  <span className="block text-xs text-muted capitalize">{role}</span>
                </span>
                {workspaceId === current && <Check aria-hidden="true" />}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuSeparator />
          <MenuLink href="/welcome?another=1">
            <Plus aria-hidden="true" />
            Open another workspace
          </MenuLink>
        </MenuList>
      </MenuPopup>
    </Menu>
  )
}
