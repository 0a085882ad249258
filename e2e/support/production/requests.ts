/** Requests for paid work, as clients of the API send them. */
export const REPORT_CREDITS = 20

export const reportInput = {
  area: { kind: 'zip', zipCode: '98103' },
  periodFrom: '2015-01-01',
  periodTo: '2015-03-31',
  quotedCredits: REPORT_CREDITS,
}
/** Drawn by the built-in painter. */
export const imageInput = {
  headline: 'A garden home near Green Lake',
  address: '8215 Ashworth Ave N, Seattle',
  price: '$845,000',
  details: '4 bed, 2.5 bath',
  badge: 'Just listed',
  wish: 'a modern home',
  format: 'square',
  quotedCredits: 20,
}
