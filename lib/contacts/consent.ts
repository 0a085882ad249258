import type { Queryable } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'

/** A day is stored as its UTC midnight, and it starts earlier in time zones to the east. */
const AHEAD_MS = 24 * 3_600_000

/** Consent dates must be before this moment, by the product’s clock. */
export const latestConsent = async (db?: Queryable): Promise<Date> =>
  new Date((await readMarketNow(db)).getTime() + AHEAD_MS)

/** @throws Refusal `contact.future-consent` */
export async function assertPastConsent(consentAt: Date): Promise<void> {
  if (consentAt >= (await latestConsent()))
    throw new Refusal(
      'contact.future-consent',
      'The consent date can’t be in the future. Enter the date consent was given.',
    )
}
