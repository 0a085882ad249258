'use client'

import { ButtonLink } from '@/components/ui/buttons/button'
import { LogoMark } from '../logo'
import { Failure, homeLabel } from './failure'

/**
 * Shown for missing pages and for pages of other workspaces alike (R35). Every page sends it twice, so it is a reference to a
 * client component instead of its elements.
 */
export function PageNotFound({ home }: { home: string }) {
  return (
    <Failure
      mark={<LogoMark className="size-11" />}
      title="Page not found"
      action={<ButtonLink href={home}>{homeLabel(home)}</ButtonLink>}
    >
      This page doesn’t exist or isn’t in your workspace.
    </Failure>
  )
}
