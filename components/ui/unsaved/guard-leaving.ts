const QUESTION = 'You have unsaved changes. Leave this page without saving?'

/** Only Chromium and recent others say where in the history a page is. */
type History = { navigation?: { currentEntry: { index: number } | null } }

/**
 * Asks before unsaved work is left: by a link, by the browser's back and forward buttons, by a reload, or by closing the
 * tab. Answers how to stop asking.
 */
export function guardLeaving(isUnsaved: () => boolean): () => void {
  let leaving = false
  let returning = false
  let index = indexNow()
  const mayLeave = () => {
    leaving = !isUnsaved() || window.confirm(QUESTION)
    return leaving
  }

  const onUnload = (event: BeforeUnloadEvent) => {
    if (!leaving && isUnsaved()) event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    if (!leadsAway(event) || mayLeave()) return
    event.preventDefault()
    event.stopPropagation()
  }
  /** The address has changed already: whoever stays is taken back, and the router hears of neither. */
  const onPopState = (event: PopStateEvent) => {
    if (returning) {
      returning = false
      event.stopImmediatePropagation()
      return
    }
    if (mayLeave()) return
    event.stopImmediatePropagation()
    returning = true
    const now = indexNow()
    window.history.go(now === null || index === null ? 1 : index - now)
  }
  /** Known from the moment on at which the page is the current one. */
  const onFocus = () => {
    if (!returning) index = indexNow()
  }

  window.addEventListener('beforeunload', onUnload)
  window.addEventListener('popstate', onPopState, true)
  document.addEventListener('click', onClick, true)
  document.addEventListener('focusin', onFocus)
  return () => {
    window.removeEventListener('beforeunload', onUnload)
    window.removeEventListener('popstate', onPopState, true)
    document.removeEventListener('click', onClick, true)
    document.removeEventListener('focusin', onFocus)
  }
}

const indexNow = () => (window as History).navigation?.currentEntry?.index ?? null

/** A plain click on a link that replaces this page; the browser itself asks before another site. */
function leadsAway(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return false
  if (link.target !== '' && link.target !== '_self') return false
  const { origin, pathname, search } = window.location
  return link.origin === origin && (link.pathname !== pathname || link.search !== search)
}
