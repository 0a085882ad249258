'use client'

import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '@/lib/core/text/format'

const DURATION_MS = 500

/** A number that counts to its new value when it changes on an open page, and never when the page opens. */
export function LiveNumber({ value }: { value: number }) {
  const [shown, show] = useState(value)
  const current = useRef(value)
  useEffect(() => {
    const from = current.current
    if (from === value) return
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      current.current = value
      show(value)
      return
    }
    const began = performance.now()
    let frame = 0
    const step = (now: number) => {
      // The first frame can have begun before.
      const part = Math.min(1, Math.max(0, now - began) / DURATION_MS)
      current.current = Math.round(from + (value - from) * (1 - (1 - part) ** 3))
      show(current.current)
      if (part < 1) frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [value])
  return formatNumber(shown)
}
