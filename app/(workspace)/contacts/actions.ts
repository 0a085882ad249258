'use server'

import { z } from 'zod'
import { IdInput, uploadInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { Email } from '@/lib/contacts/address'
import { ContactInput } from '@/lib/contacts/contact-input'
import { eraseContact as erase, deleteContact as remove } from '@/lib/contacts/delete-contact'
import {
  cancelImport,
  createImport,
  ImportInput,
  previewImport,
  runImport,
} from '@/lib/contacts/import/import-contacts'
import { MAX_FILE_BYTES } from '@/lib/contacts/import/stored-table'
import { ListInput, deleteList as removeList, saveList as save } from '@/lib/contacts/lists'
import { addContact as add, editContact as edit } from '@/lib/contacts/save-contact'
import { blockAddress as block, unblockAddress as unblock } from '@/lib/contacts/suppress'

const CONTACT_PATHS = ['/contacts', '/contacts/lists', '/contacts/not-mailed']

export const addContact = workspaceAction(
  'addContact',
  { input: ContactInput, permission: 'contacts.write', revalidate: CONTACT_PATHS },
  async (ctx, input) => {
    await add(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const editContact = workspaceAction(
  'editContact',
  { input: ContactInput, permission: 'contacts.write', revalidate: [...CONTACT_PATHS, '/contacts/[id]'] },
  async (ctx, input) => {
    await edit(ctx, input)
    return { message: 'Saved.' }
  },
)

export const deleteContact = workspaceAction(
  'deleteContact',
  { input: IdInput, permission: 'contacts.write', revalidate: CONTACT_PATHS },
  async (ctx, input) => {
    await remove(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const eraseContact = workspaceAction(
  'eraseContact',
  { input: IdInput, permission: 'contacts.erase', revalidate: CONTACT_PATHS },
  async (ctx, input) => {
    await erase(ctx, input)
    return { redirectTo: '/contacts' }
  },
)

export const blockAddress = workspaceAction(
  'blockAddress',
  {
    input: z.object({ email: Email }),
    permission: 'contacts.write',
    revalidate: [...CONTACT_PATHS, '/contacts/[id]'],
  },
  async (ctx, input) => {
    await block(ctx, input)
    return { message: 'They won’t receive emails from you.' }
  },
)

export const unblockAddress = workspaceAction(
  'unblockAddress',
  {
    input: z.object({ emailHash: z.string().regex(/^[0-9a-f]{64}$/) }),
    permission: 'contacts.write',
    revalidate: CONTACT_PATHS,
  },
  (ctx, input) => unblock(ctx, input),
)

export const saveList = workspaceAction(
  'saveList',
  { input: ListInput, permission: 'contacts.write', revalidate: CONTACT_PATHS },
  async (ctx, input) => {
    await save(ctx, input)
    return { message: 'Saved.' }
  },
)

export const deleteList = workspaceAction(
  'deleteList',
  { input: IdInput, permission: 'contacts.write', revalidate: CONTACT_PATHS },
  (ctx, input) => removeList(ctx, input),
)

const ContactFile = uploadInput(MAX_FILE_BYTES, 'This file is larger than 3 MB. Split it into smaller files.')

export const uploadContacts = workspaceAction(
  'uploadContacts',
  { input: ContactFile, permission: 'contacts.write', limit: 'upload' },
  async (ctx, { id, file }) => {
    await createImport(ctx, { id, fileName: file.name, content: await file.bytes() })
    return { redirectTo: `/contacts/import/${id}` }
  },
)

const ImportDecision = z.discriminatedUnion('intent', [
  ImportInput.extend({ intent: z.literal('import') }),
  ImportInput.extend({ intent: z.literal('preview') }),
  IdInput.extend({ intent: z.literal('cancel') }),
])

/** The import form previews, runs or cancels an import. */
export const submitImport = workspaceAction(
  'submitImport',
  { input: ImportDecision, permission: 'contacts.write', revalidate: CONTACT_PATHS },
  async (ctx, input) => {
    if (input.intent === 'preview') return { data: await previewImport(ctx, input) }
    if (input.intent === 'cancel') {
      await cancelImport(ctx, input)
      return { redirectTo: '/contacts' }
    }
    await runImport(ctx, input)
    return { redirectTo: `/contacts/import/${input.id}` }
  },
)
