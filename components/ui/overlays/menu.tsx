'use client'

import { Menu as BaseMenu } from '@base-ui/react/menu'
import Link from 'next/link'
import { cn } from '../cn'

const item =
  'flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 py-2 text-sm select-none outline-hidden data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

export const Menu = BaseMenu.Root
export const MenuList = BaseMenu.List
export const MenuRadioGroup = BaseMenu.RadioGroup

type MenuPopupProps = {
  /** The button the menu is attached to; it exists before the menu loads and gets focus back. */
  anchor: React.RefObject<HTMLElement | null>
  side?: 'top' | 'bottom' | 'right'
  align?: 'start' | 'end'
  className?: string
  /** For a popup with more than its `MenuList`: makes it a named landmark. */
  label?: string
  children: React.ReactNode
}

export function MenuPopup(props: MenuPopupProps) {
  const { anchor, side = 'bottom', align = 'start', className, label, children } = props
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner
        anchor={anchor}
        side={side}
        align={align}
        sideOffset={8}
        collisionPadding={12}
        className="outline-hidden"
      >
        <BaseMenu.Popup
          finalFocus={anchor}
          {...(label && { role: 'region', 'aria-label': label })}
          className={cn(
            'max-h-(--available-height) max-w-(--available-width) origin-(--transform-origin) overflow-y-auto rounded-card border border-line bg-raised p-1.5 text-ink shadow-float outline-hidden transition-[scale,opacity] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
            className,
          )}
        >
          {children}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  )
}

export function MenuItem({
  className,
  ...rest
}: Omit<BaseMenu.Item.Props, 'className'> & { className?: string }) {
  return <BaseMenu.Item {...rest} className={cn(item, className)} />
}

type MenuLinkProps = {
  href: string
  onClick?: (() => void) | undefined
  className?: string
  children: React.ReactNode
}

export function MenuLink({ href, onClick, className, children }: MenuLinkProps) {
  return (
    <BaseMenu.LinkItem
      closeOnClick
      onClick={onClick}
      render={<Link href={href} />}
      className={cn(item, className)}
    >
      {children}
    </BaseMenu.LinkItem>
  )
}

export function MenuRadioItem({
  className,
  ...rest
}: Omit<BaseMenu.RadioItem.Props, 'className'> & { className?: string }) {
  return <BaseMenu.RadioItem {...rest} className={cn(item, className)} />
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-2 my-1.5 h-px bg-line" />
}
