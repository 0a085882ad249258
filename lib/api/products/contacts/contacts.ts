import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { deleteContact as remove } from '@/lib/contacts/delete-contact'
import { getContact as findContact, findContactId, listContacts as list } from '@/lib/contacts/list-contacts'
import { listContactLists as lists, saveList } from '@/lib/contacts/lists'
import { addContact, editContact } from '@/lib/contacts/save-contact'
import type { ContactRow } from '@/lib/contacts/views'
import { assert } from '@/lib/core/assert'
import { isRefusal, notFound, Refusal } from '@/lib/core/errors'
import type { ApiContext } from '../../keys/authenticate'
import { keyUsed, requestId } from '../requests'
import type { contactOperations } from './operations'

type InputOf<Name extends keyof typeof contactOperations> = z.output<
  (typeof contactOperations)[Name]['input']
>
type ById = { id: string }

export async function listContacts(ctx: ApiContext, query: InputOf<'listContacts'>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows.map(rowOf), nextBefore }
}

export async function getContact(ctx: ApiContext, { id }: ById) {
  const contact = await findContact(ctx, id)
  const { firstName, lastName, phone, listIds, createdAt } = contact
  return { ...rowOf(contact), firstName, lastName, phone, listIds, createdAt }
}

const rowOf = ({ id, email, name, tags, consentSource, consentAt, suppressed }: ContactRow) => ({
  ...{ id, email, name, tags, consentSource, suppressed },
  consentAt: consentAt.slice(0, 'YYYY-MM-DD'.length),
})

/** Creates or updates a contact. Whether they are suppressed never changes: only they can lift their own opt-out (R44). */
export async function saveContact(ctx: ApiContext, input: InputOf<'saveContact'>) {
  await assertOwnLists(ctx, input.listIds ?? [])
  const known = await findContactId(ctx, input.email)
  if (known) return update(ctx, known, input)
  const { consentSource, consentAt } = input
  if (!consentSource || !consentAt) {
    throw new Refusal(
      'contact.no-consent',
      'A new contact needs consentSource and consentAt: how and when they agreed to get your emails.',
    )
  }
  const id = randomUUID()
  const { email, firstName = '', lastName = '', phone = '', tags = [], listIds = [] } = input
  const names = { firstName, lastName, phone }
  const consent = { consentSource, consentAt: dayOf(consentAt) }
  try {
    await addContact(ctx, { id, email, ...names, ...consent, tags: tagsOf(tags), listIds })
  } catch (error) {
    // Another request added the same address at the same time.
    const other = isRefusal(error, 'contact.exists') ? await findContactId(ctx, email) : null
    if (!other) throw error
    return update(ctx, other, input)
  }
  return getContact(ctx, { id })
}

async function update(ctx: ApiContext, id: string, input: InputOf<'saveContact'>) {
  const now = await findContact(ctx, id)
  const { email, tags, consentAt, ...given } = input
  await editContact(ctx, {
    id,
    email,
    firstName: given.firstName ?? now.firstName,
    lastName: given.lastName ?? now.lastName,
    phone: given.phone ?? now.phone,
    tags: tags ? tagsOf(tags) : now.tags,
    consentSource: given.consentSource ?? now.consentSource,
    consentAt: consentAt ? dayOf(consentAt) : new Date(now.consentAt),
    listIds: given.listIds ?? now.listIds,
  })
  return getContact(ctx, { id })
}

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`)
const tagsOf = (tags: readonly string[]) => [...new Set(tags.map((tag) => tag.toLowerCase()).filter(Boolean))]

/** The form ignores lists that were deleted; a program should hear of them. @throws Refusal `not-found` */
async function assertOwnLists(ctx: ApiContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const known = new Set((await lists(ctx)).map(({ id }) => id))
  if (!ids.every((id) => known.has(id.toLowerCase()))) throw notFound('list')
}

export async function deleteContact(ctx: ApiContext, { id }: ById) {
  await findContact(ctx, id)
  await remove(ctx, { id })
  return { id, deleted: true as const }
}

export async function listContactLists(ctx: ApiContext) {
  return { items: await lists(ctx) }
}

export async function createContactList(
  ctx: ApiContext,
  { name }: InputOf<'createContactList'>,
  idempotencyKey: string,
) {
  const id = requestId(ctx, idempotencyKey)
  const find = async () => (await lists(ctx)).find((list) => list.id === id)
  const known = await find()
  if (known && known.name !== name) throw keyUsed()
  if (known) return known
  await saveList(ctx, { id, name })
  const saved = await find()
  assert(saved, 'a list that was just saved exists')
  return saved
}
