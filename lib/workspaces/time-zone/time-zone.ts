import { z } from 'zod'

/** Whether it is a known IANA name, such as `America/Los_Angeles`. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }))
  } catch {
    return false
  }
}

export const TimeZone = z.string().max(64).refine(isTimeZone, 'Choose a time zone from the list.')
