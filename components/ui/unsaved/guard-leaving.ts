const QUESTION = 'You have unsaved changes. Leave this page without saving?'

/** Event of the Navigation API before going back or forward. */
type Traversal = Event & { navigationType: string; destination: { url: string } }
type NavigationApi = EventTarget & { currentEntry: unknown }

/**
 * Asks before leaving unsaved changes by a link, back or forward, a reload, or closing the tab.
 * @returns a function that removes the guard
 */
export function guardLeaving(isUnsaved: () => boolean): () => void {
  let leaving = false
  const confirmLeave = () => {
    leaving = !isUnsaved() || window.confirm(QUESTION)
    return leaving
  }
  const onUnload = (event: BeforeUnloadEvent) => {
    if (!leaving && isUnsaved()) event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    if (!leadsAway(event) || confirmLeave()) return
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('beforeunload', onUnload)
  document.addEventListener('click', onClick, true)
  const api = (window as { navigation?: NavigationApi }).navigation
  const stopHistory = api ? askBeforeTraversal(api, confirmLeave) : askAfterBack(isUnsaved, confirmLeave)
  return () => {
    window.removeEventListener('beforeunload', onUnload)
    document.removeEventListener('click', onClick, true)
    stopHistory()
  }
}

function askBeforeTraversal(api: NavigationApi, confirmLeave: () => boolean): () => void {
  const onNavigate = (event: Event) => {
    const { navigationType, destination } = event as Traversal
    if (navigationType !== 'traverse' || !event.cancelable || isThisPage(new URL(destination.url))) return
    if (!confirmLeave()) event.preventDefault()
  }
  api.addEventListener('navigate', onNavigate)
  return () => api.removeEventListener('navigate', onNavigate)
}

/**
 * Other browsers notify only after going back, and the router handles it first. So once something is unsaved, the page is
 * pushed to the history a second time, and the first step back stays on it.
 */
function askAfterBack(isUnsaved: () => boolean, confirmLeave: () => boolean): () => void {
  let isDoubled = false
  const double = () => {
    if (isDoubled || !isUnsaved()) return
    window.history.pushState(null, '', window.location.href)
    isDoubled = true
  }
  const onPopState = () => {
    if (!isDoubled) return
    isDoubled = false
    if (confirmLeave()) window.history.back()
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

/** A plain click on a link that replaces this page. For other sites the browser asks by itself. */
function leadsAway(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return false
  if (link.target !== '' && link.target !== '_self') return false
  return link.origin === window.location.origin && !isThisPage(link)
}
