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
