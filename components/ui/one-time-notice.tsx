'use client'

import { useEffect, useState } from 'react'

type OneTimeNoticeProps = {
  /** Query parameters that trigger the notice, separated by spaces. They are removed once it is shown. */
  names: string
  /** Null if the URL triggers no notice. */
  children: React.ReactNode
}

/**
 * A notice triggered once by the URL, such as "You're subscribed" after a checkout. It stays until the user leaves the page,
 * but its parameters are removed from the URL, so a reload, bookmark or shared link doesn't show it again.
 */
export function OneTimeNotice({ names, children }: OneTimeNoticeProps) {
  const [shown, show] = useState(children)
  useEffect(() => {
    if (!children) return
    show(children)
    // After the router is ready; before that it would restore the old URL.
    const timer = setTimeout(() => {
      const url = new URL(location.href)
      for (const name of names.split(' ')) url.searchParams.delete(name)
      if (url.href !== location.href) history.replaceState(null, '', url)
    })
    return () => clearTimeout(timer)
  }, [children, names])
  return shown
}
