/** Records clicks before hydration. Inlined in the page before any other script. */
export const PRESS_SCRIPT = `(() => {
  const presses = { early: new WeakSet(), hydrated: new WeakSet() }
  window.presses = presses
  addEventListener('click', ({ target }) => {
    const opener = target instanceof Element && target.closest('[aria-haspopup]')
    if (opener && !presses.hydrated.has(opener)) presses.early.add(opener)
  }, true)
})()`
