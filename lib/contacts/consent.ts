import type { Queryable } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'

/** A day counts as its UTC midnight, and east of there it begins earlier. */
const AHEAD_MS = 24 * 3_600_000

/** The latest moment that may stand as a day of consent, by the product's clock. */
export const latestConsent = async (db?: Queryable): Promise<Date> =>
  new Date((await readMarketNow(db)).getTime() + AHEAD_MS)

/** @throws Refusal `contact.future-consent` */
export async function refuseFutureConsent(consentAt: Date): Promise<void> {
  if (consentAt >= (await latestConsent()))
    throw new Refusal(
      'contact.future-consent',
      'Consent cannot lie in the future. Give the day it was given on.',
    )
}
