'use client'

import type { MenuPlace } from '@/components/ui/overlays/lazy-menu'
import { Menu, MenuLink, MenuList, MenuPopup } from '@/components/ui/overlays/menu'
import { costOf, newChoices } from './new-choices'
import { useFinder } from './use-finder'

type NewMenuPopupProps = MenuPlace & { onNavigate?: (() => void) | undefined }

export default function NewMenuPopup({ open, onOpenChange, anchor, onNavigate }: NewMenuPopupProps) {
  return (
    <Menu open={open} onOpenChange={onOpenChange}>
      <MenuPopup anchor={anchor} label="New" className="w-80">
        <Choices onNavigate={onNavigate} />
      </MenuPopup>
    </Menu>
  )
}

/** Inside the popup, so that costs are loaded again each time it opens. */
function Choices({ onNavigate }: { onNavigate: (() => void) | undefined }) {
  const { answer, state } = useFinder('')
  return (
    <MenuList aria-label="New" className="outline-hidden">
      {newChoices.map((choice) => {
        const { label, href, icon: Icon } = choice
        return (
          <MenuLink key={href} href={href} onClick={onNavigate}>
            <Icon aria-hidden="true" />
            <span className="flex-1 font-medium">{label}</span>
            <span className="text-xs text-muted">
              {costOf(choice, answer?.costs) || (state === 'failed' ? 'Cost shown on the next page' : '…')}
            </span>
          </MenuLink>
        )
      })}
    </MenuList>
  )
}
