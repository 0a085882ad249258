'use client'

import { useState } from 'react'

/** True once opened: on-demand content then stays mounted, so its closing animation is visible. */
export function useWasOpen(open: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(open)
  if (open && !wasOpen) setWasOpen(true)
  return open || wasOpen
}
