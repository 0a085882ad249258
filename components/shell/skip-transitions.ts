/** Changes all colors in one frame. With transitions, some would lag behind the others (app/globals.css). */
export function skipTransitions(): void {
  const root = document.documentElement
  root.setAttribute('data-skip-transitions', '')
  requestAnimationFrame(() => requestAnimationFrame(() => root.removeAttribute('data-skip-transitions')))
}
