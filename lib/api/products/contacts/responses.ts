import { z } from 'zod'
import { suppressionReasons } from '@/db/schema/work/contacts'
import { day, instant, pageOf, rowId, whole } from '../parts'

const row = {
  id: rowId,
  email: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  consentSource: z.string().describe('How they opted in'),
  consentAt: day,
  suppressed: z
    .enum(suppressionReasons)
    .nullable()
    .describe('Why they get no emails; null if they do. Saving a contact never changes it'),
}

const Contact = z.strictObject({
  ...row,
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  listIds: z.array(rowId),
  createdAt: instant,
})
const ContactPage = pageOf(z.strictObject(row))

const ContactList = z.strictObject({
  id: rowId,
  name: z.string(),
  contacts: whole,
  mailable: whole.describe('Contacts who are not suppressed'),
})
const ContactLists = z.strictObject({ items: z.array(ContactList) })

/** The answer to every DELETE of an object. */
const Deleted = z.strictObject({ id: rowId, deleted: z.literal(true) })

export const contactResponses = { Contact, ContactPage, ContactList, ContactLists, Deleted }
