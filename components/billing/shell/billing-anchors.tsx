'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { billingHref, viewOfAnchor, viewOfQuery } from '@/lib/billing/shared/billing-address'

/** As long as sections may still be streaming in. */
const FOLLOWED_MS = 6_000
const LEFT_ALONE_ON = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

/**
 * Anchors aren't sent to the server. A link from before the page had views ("#packs") is taken to the view that has the
 * section. And a section stays in place while what is above it streams in, until the reader scrolls.
 */
export function BillingAnchors() {
  const router = useRouter()
  useEffect(() => {
    let release = () => {}
    const arrive = () => {
      release()
      const view = viewOfAnchor(location.hash)
      if (!view) return
      const query = Object.fromEntries(new URLSearchParams(location.search))
      if (query.view === undefined && view !== viewOfQuery(query)) {
        const { tab: _, ...rest } = query
        router.replace(`${billingHref(view, { query: rest })}${location.hash}`)
        return
      }
      release = stayAt(location.hash.slice(1))
    }
    arrive()
    window.addEventListener('hashchange', arrive)
    return () => {
      release()
      window.removeEventListener('hashchange', arrive)
    }
  }, [router])
  return null
}

/** Keeps the element with this id where the browser scrolled to it. Returns how to stop. */
function stayAt(id: string): () => void {
  let timer: ReturnType<typeof setTimeout>
  const align = () => document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: 'instant' })
  const sizes = new ResizeObserver(align)
  // A section can take the place of a skeleton of the same height.
  const sections = new MutationObserver(align)
  const stop = () => {
    sizes.disconnect()
    sections.disconnect()
    clearTimeout(timer)
    for (const name of LEFT_ALONE_ON) window.removeEventListener(name, stop)
  }
  timer = setTimeout(stop, FOLLOWED_MS)
  for (const name of LEFT_ALONE_ON) window.addEventListener(name, stop, { passive: true })
  // The main column grows and shrinks with its sections.
  const column = document.getElementById('content')
  if (column) {
    sizes.observe(column)
    sections.observe(column, { childList: true, subtree: true })
  }
  return stop
}
