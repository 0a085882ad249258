/** All colours change in one frame; with transitions some would lag behind the others (app/globals.css). */
export function coloursAtOnce(): void {
  const root = document.documentElement
  root.setAttribute('data-at-once', '')
  requestAnimationFrame(() => requestAnimationFrame(() => root.removeAttribute('data-at-once')))
}
