/** Passes the request path from proxy.ts to the page, because Next does not. */
export const PATH_HEADER = 'x-market-trak-path'
