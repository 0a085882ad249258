'use client'

import { type RefObject, useEffect } from 'react'

type Presses = { early: WeakSet<Element>; alive: WeakSet<Element> }

/** Notes what is pressed before the page has come alive. It stands in the page itself, before any other script. */
const NOTE_PRESSES = `(() => {
  const presses = { early: new WeakSet(), alive: new WeakSet() }
  window.presses = presses
  addEventListener('click', ({ target }) => {
    const opener = target instanceof Element && target.closest('[aria-haspopup]')
    if (opener && !presses.alive.has(opener)) presses.early.add(opener)
  }, true)
})()`

export function EarlyPresses({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: words of ours; as text they would be escaped.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: NOTE_PRESSES }} />
}

/** What opens something opens it too when it was pressed before it could listen. */
export function useEarlyPress(opener: RefObject<Element | null>, open: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes alive.
  useEffect(() => {
    const presses = Reflect.get(window, 'presses') as Presses | undefined
    if (!presses || !opener.current) return
    presses.alive.add(opener.current)
    if (presses.early.delete(opener.current)) open()
  }, [])
}
