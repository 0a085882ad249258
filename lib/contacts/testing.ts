import { randomUUID } from 'node:crypto'
import { ContactInput } from './contact-input'

/** Builders for the database tests of contacts. */

export { agency, preparePlans } from '@/lib/metering/testing'

/** Contact input, as the form sends it. */
export const contact = (over: Record<string, unknown> = {}): ContactInput =>
  ContactInput.parse({
    id: randomUUID(),
    email: 'Ann.Lee@Example.com ',
    firstName: 'Ann',
    lastName: 'Lee',
    phone: '',
    tags: 'Buyer, first home',
    consentSource: 'Open house',
    consentAt: '2026-01-05',
    ...over,
  })
