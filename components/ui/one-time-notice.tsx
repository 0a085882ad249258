'use client'

import { useEffect, useState } from 'react'

type OneTimeNoticeProps = {
  /** Parameters of the address that say what to show, separated by spaces. They are removed once it is shown. */
  names: string
  /** Null when the address says nothing. */
  children: React.ReactNode
}

/**
 * What an address says once: "You are subscribed" after a checkout. The notice stays until the page is left, while its
 * address no longer says it: a reload, a bookmark or a shared link shows the page as it is.
 */
export function OneTimeNotice({ names, children }: OneTimeNoticeProps) {
  const [shown, show] = useState(children)
  useEffect(() => {
    if (!children) return
    show(children)
    // After the router has come alive: before that it would write the old address back.
    const timer = setTimeout(() => {
      const url = new URL(location.href)
      for (const name of names.split(' ')) url.searchParams.delete(name)
      if (url.href !== location.href) history.replaceState(null, '', url)
    })
    return () => clearTimeout(timer)
  }, [children, names])
  return shown
}
