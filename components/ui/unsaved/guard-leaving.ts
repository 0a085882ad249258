const QUESTION = 'You have unsaved changes. Leave this page without saving?'

/** What browsers with the Navigation API say before they go back or forward. */
type Traversal = Event & { navigationType: string; destination: { url: string } }
type NavigationApi = EventTarget & { currentEntry: unknown }

/**
 * Asks before unsaved work is left: by a link, by the browser's back and forward buttons, by a reload, or by closing the
 * tab. Answers how to stop asking.
 */
export function guardLeaving(isUnsaved: () => boolean): () => void {
  let leaving = false
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
  window.addEventListener('beforeunload', onUnload)
  document.addEventListener('click', onClick, true)
  const api = (window as { navigation?: NavigationApi }).navigation
  const stopHistory = api ? askBeforeTraversal(api, mayLeave) : askAfterBack(isUnsaved, mayLeave)
  return () => {
    window.removeEventListener('beforeunload', onUnload)
    document.removeEventListener('click', onClick, true)
    stopHistory()
  }
}

function askBeforeTraversal(api: NavigationApi, mayLeave: () => boolean): () => void {
  const onNavigate = (event: Event) => {
    const { navigationType, destination } = event as Traversal
    if (navigationType !== 'traverse' || !event.cancelable || isThisPage(new URL(destination.url))) return
    if (!mayLeave()) event.preventDefault()
  }
  api.addEventListener('navigate', onNavigate)
  return () => api.removeEventListener('navigate', onNavigate)
}

/**
 * Other browsers say so only when they have gone back, and the router hears of it first. So the page is put on the
 * history a second time once something is unsaved: the first step back stays on it.
 */
function askAfterBack(isUnsaved: () => boolean, mayLeave: () => boolean): () => void {
  let isDoubled = false
  const double = () => {
    if (isDoubled || !isUnsaved()) return
    window.history.pushState(null, '', window.location.href)
    isDoubled = true
  }
  const onPopState = () => {
    if (!isDoubled) return
    isDoubled = false
    if (mayLeave()) window.history.back()
    else double()
  }
  document.addEventListener('input', double)
  window.addEventListener('popstate', onPopState)
  return () => {
    document.removeEventListener('input', double)
    window.removeEventListener('popstate', onPopState)
  }
}

const isThisPage = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>) =>
  pathname === window.location.pathname && search === window.location.search

/** A plain click on a link that replaces this page; the browser itself asks before another site. */
function leadsAway(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return false
  if (link.target !== '' && link.target !== '_self') return false
  return link.origin === window.location.origin && !isThisPage(link)
}
