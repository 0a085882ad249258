/** The finder is mounted once; its buttons are in the sidebar, the drawer and the top bar. */
export const OPEN_FINDER = 'market-trak:open-finder'

export const openFinder = () => window.dispatchEvent(new Event(OPEN_FINDER))
