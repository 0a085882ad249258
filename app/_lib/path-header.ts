/** Carries the path of a page from proxy.ts to the page, which Next does not tell it. */
export const PATH_HEADER = 'x-market-trak-path'
