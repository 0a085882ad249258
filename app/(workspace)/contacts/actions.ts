'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { Email } from '@/lib/contacts/address'
import { ContactInput } from '@/lib/contacts/contact-input'
import { deleteContact, eraseContact } from '@/lib/contacts/delete-contact'
import {
  cancelImport,
  checkImport,
  ImportInput,
  openImport,
  takeImport,
} from '@/lib/contacts/import/import-contacts'
import { MOST_FILE_BYTES, textOfFile } from '@/lib/contacts/import/read-file'
import { deleteList, ListInput, saveList } from '@/lib/contacts/lists'
import { addContact, editContact } from '@/lib/contacts/save-contact'
import { blockAddress, unblockAddress } from '@/lib/contacts/suppress'

const One = z.object({ id: z.uuid() })
const ROOM = ['/contacts', '/contacts/lists', '/contacts/not-mailed']

export const add = workspaceAction(
  { input: ContactInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await addContact(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const edit = workspaceAction(
  { input: ContactInput, permission: 'work.create', revalidate: [...ROOM, '/contacts/[id]'] },
  async (ctx, input) => {
    await editContact(ctx, input)
    return { message: 'Saved.' }
  },
)

export const remove = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await deleteContact(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const erase = workspaceAction(
  { input: One, permission: 'contacts.erase', revalidate: ROOM },
  async (ctx, input) => {
    await eraseContact(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const block = workspaceAction(
  { input: z.object({ email: Email }), permission: 'work.create', revalidate: [...ROOM, '/contacts/[id]'] },
  async (ctx, input) => {
    await blockAddress(ctx, input)
    return { message: 'Nothing is mailed to them any more.' }
  },
)

export const unblock = workspaceAction(
  {
    input: z.object({ emailHash: z.string().regex(/^[0-9a-f]{64}$/) }),
    permission: 'work.create',
    revalidate: ROOM,
  },
  (ctx, input) => unblockAddress(ctx, input),
)

export const keepList = workspaceAction(
  { input: ListInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await saveList(ctx, input)
    return { message: 'Saved.' }
  },
)

export const removeList = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ROOM },
  (ctx, input) => deleteList(ctx, input),
)

const CsvFile = z
  .instanceof(File)
  .refine((file) => file.size > 0, 'Choose a file.')
  .refine((file) => file.size <= MOST_FILE_BYTES, 'The file is larger than 3 MB. Part it into several.')

export const upload = workspaceAction(
  { input: z.object({ id: z.uuid(), file: CsvFile }), permission: 'work.create', limit: 'upload' },
  async (ctx, { id, file }) => {
    const content = textOfFile(await file.bytes())
    await openImport(ctx, { id, fileName: file.name, content })
    return { redirectTo: `/contacts/import/${id}` }
  },
)

const Answer = z.discriminatedUnion('intent', [
  ImportInput.extend({ intent: z.literal('take') }),
  ImportInput.extend({ intent: z.literal('check') }),
  One.extend({ intent: z.literal('cancel') }),
])

/** The one form of an import: look, take, or forget. */
export const answerImport = workspaceAction(
  { input: Answer, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    if (input.intent === 'check') return { data: await checkImport(ctx, input) }
    if (input.intent === 'cancel') {
      await cancelImport(ctx, input)
      return { redirectTo: '/contacts' }
    }
    await takeImport(ctx, input)
    return { redirectTo: `/contacts/import/${input.id}` }
  },
)
