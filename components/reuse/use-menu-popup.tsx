'use client'

import type { MenuPlace } from '@/components/ui/overlays/lazy-menu'
import { Menu, MenuLink, MenuList, MenuPopup } from '@/components/ui/overlays/menu'
import type { SourceRef } from '@/lib/reuse/shared/source'
import { usesOf } from './uses'

type UseMenuPopupProps = MenuPlace & { source: SourceRef; postId: string | undefined }

export default function UseMenuPopup({ source, postId, open, onOpenChange, anchor }: UseMenuPopupProps) {
  return (
    <Menu open={open} onOpenChange={onOpenChange}>
      <MenuPopup anchor={anchor} align="end" label="Use this" className="w-72">
        <MenuList aria-label="Use this" className="outline-hidden">
          {usesOf(source, postId).map(({ label, hint, href, icon: Icon }) => (
            <MenuLink key={href} href={href}>
              <Icon aria-hidden="true" />
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{label}</span>
                <span className="block text-xs text-muted">{hint}</span>
              </span>
            </MenuLink>
          ))}
        </MenuList>
      </MenuPopup>
    </Menu>
  )
}
