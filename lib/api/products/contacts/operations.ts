import { z } from 'zod'
import { Email } from '@/lib/contacts/address'
import { ContactInput } from '@/lib/contacts/contact-input'
import { ListInput } from '@/lib/contacts/lists'
import { calendarDay } from '@/lib/core/text/input'
import type { Operation } from '../../operation'
import { IdPath, PageInput, rowId } from '../parts'

const formFields = ContactInput.shape
const SaveContact = z.object({
  email: Email.describe('Identifies the contact, in any case'),
  firstName: formFields.firstName.optional(),
  lastName: formFields.lastName.optional(),
  phone: formFields.phone.optional(),
  tags: z.array(z.string().trim().max(40)).max(20).optional(),
  consentSource: formFields.consentSource
    .optional()
    .describe('How they opted in, such as an open house or a web form. Required for a new contact'),
  consentAt: calendarDay().optional().describe('The day they opted in. Required for a new contact'),
  listIds: z.array(rowId).max(200).optional().describe('Replaces the lists they are on'),
})

export const contactOperations = {
  listContacts: {
    method: 'GET',
    path: '/contacts',
    scope: 'contacts.read',
    summary: 'List contacts, newest first',
    input: PageInput.extend({
      search: z.string().trim().max(100).optional().describe('A part of the name or address, or a tag'),
      listId: rowId.optional(),
    }),
    response: 'ContactPage',
  },
  getContact: {
    method: 'GET',
    path: '/contacts/{id}',
    scope: 'contacts.read',
    summary: 'Get a contact',
    input: IdPath,
    response: 'Contact',
  },
  saveContact: {
    method: 'PUT',
    path: '/contacts',
    scope: 'contacts.write',
    summary: 'Create the contact with this email address, or update the given fields',
    input: SaveContact,
    response: 'Contact',
    example: {
      email: 'ann.lee@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      tags: ['buyer'],
      consentSource: 'Open house',
      consentAt: '2026-01-05',
    },
  },
  deleteContact: {
    method: 'DELETE',
    path: '/contacts/{id}',
    scope: 'contacts.write',
    summary: 'Remove a contact; sent emails and unsubscribe status are kept',
    input: IdPath,
    response: 'Deleted',
  },
  listContactLists: {
    method: 'GET',
    path: '/contact-lists',
    scope: 'contacts.read',
    summary: 'List contact lists by name',
    input: z.object({}),
    response: 'ContactLists',
  },
  createContactList: {
    method: 'POST',
    path: '/contact-lists',
    scope: 'contacts.write',
    summary: 'Create a contact list',
    input: ListInput.pick({ name: true }),
    response: 'ContactList',
    keyed: true,
    status: 201,
    example: { name: 'Open house visitors' },
  },
} satisfies Record<string, Operation>
