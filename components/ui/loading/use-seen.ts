'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

/** True once the element is within `marginPx` of the viewport, or when printing. */
export function useSeen<E extends Element>(marginPx = 200): [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const show = () => setSeen(true)
    const watcher = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && show(), {
      rootMargin: `${marginPx}px`,
    })
    if (ref.current) watcher.observe(ref.current)
    window.addEventListener('beforeprint', show)
    return () => {
      watcher.disconnect()
      window.removeEventListener('beforeprint', show)
    }
  }, [marginPx])
  return [ref, seen]
}
