'use client'

import { useState } from 'react'

/** True from the first opening on: what is fetched only then stays, and so can be seen closing. */
export function useWasOpen(open: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(open)
  if (open && !wasOpen) setWasOpen(true)
  return open || wasOpen
}
