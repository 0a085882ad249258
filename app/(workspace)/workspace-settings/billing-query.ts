export type BillingQuery = Record<string, string | string[] | undefined>

/** What the billing tab takes from its address; what makes no sense there is as good as not said. */
export function readBillingQuery(query: BillingQuery) {
  return {
    before: entryNumber(query.before),
    after: entryNumber(query.after),
    checkout: single(query.checkout),
    credits: single(query.credits),
  }
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

/** An entry's number: they fit a 32-bit column. */
function entryNumber(value: string | string[] | undefined): number | undefined {
  const text = single(value)
  if (!text || !/^\d{1,10}$/.test(text)) return undefined
  const number = Number(text)
  return number > 0 && number <= 2_147_483_647 ? number : undefined
}
