/** Passes the request path from page-policy.ts to the page, because Next does not. */
export const PATH_HEADER = 'x-market-trak-path'
