/** Records clicks before hydration. Inlined in the page before any other script. */
const PRESS_SCRIPT = `(() => {
  const presses = { early: new WeakSet(), hydrated: new WeakSet() }
  window.presses = presses
  addEventListener('click', ({ target }) => {
    const opener = target instanceof Element && target.closest('[aria-haspopup]')
    if (opener && !presses.hydrated.has(opener)) presses.early.add(opener)
  }, true)
})()`

export function EarlyPresses({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; as a text child it would be escaped.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: PRESS_SCRIPT }} />
}
