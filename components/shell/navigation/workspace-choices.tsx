'use client'

import { Check, Plus } from 'lucide-react'
import {
  Menu,
  MenuLink,
  MenuList,
  MenuPopup,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/overlays/menu'
import type { WorkspaceChoice } from '@/lib/workspaces/own-workspaces'

type WorkspaceChoicesProps = {
  current: number
  workspaces: WorkspaceChoice[]
  choose: (workspaceId: number) => void
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: React.RefObject<HTMLElement | null>
}

/** The person's workspaces, and a link to create another one. */
export default function WorkspaceChoices(props: WorkspaceChoicesProps) {
  const { current, workspaces, choose, open, onOpenChange, anchor } = props
  return (
    <Menu open={open} onOpenChange={onOpenChange}>
      <MenuPopup anchor={anchor} className="w-64">
        <MenuList aria-label="Workspaces" className="outline-hidden">
          <MenuRadioGroup value={current} onValueChange={choose}>
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
            Create workspace
          </MenuLink>
        </MenuList>
      </MenuPopup>
    </Menu>
  )
}
