import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { agentCards, auditEvents, members } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { keepFile, readFile, removeFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'

/**
 * How a member appears to the agency's clients. A card exists only if the member saved one, so that a shared page never
 * shows a name or an address that nobody meant to publish (R35, R45).
 */
export type AgentCard = {
  name: string
  phone: string
  email: string
  license: string
  photoFileName: string | null
}
/** With the photo's bytes (JPEG), for pages without sign-in and PDFs. */
export type ShownAgent = Omit<AgentCard, 'photoFileName'> & { photo: Uint8Array | null }

const MAX_PHOTO_BYTES = 8_000_000
const PHOTO_PIXELS = 320

export const AgentCardInput = z.object({
  name: z.string().trim().min(1, 'Enter the name that clients know.').max(80),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(
      /^$|^\+?[\d\s().-]{5,}(?:\s?(?:x|ext\.?)\s?\d{1,6})?$/i,
      'Enter a phone number, such as (206) 555-0100.',
    ),
  email: z.union([z.literal(''), z.email('Enter an email address.').max(200)]),
  license: z.string().trim().max(60),
  /** A new photo. Without one, the current photo is kept. */
  photo: z.instanceof(Blob).optional(),
  removePhoto: z.literal('yes').optional(),
})

const isCard = (workspaceId: number, userId: number) =>
  and(eq(agentCards.workspaceId, workspaceId), eq(agentCards.userId, userId))

/** The card of a current member. Null if they saved none, or left. */
export async function readAgentCard(workspaceId: number, userId: number): Promise<AgentCard | null> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ card: agentCards })
      .from(agentCards)
      .innerJoin(
        members,
        and(eq(members.workspaceId, agentCards.workspaceId), eq(members.userId, agentCards.userId)),
      )
      .where(isCard(workspaceId, userId)),
  )
  if (!row) return null
  const { name, phone, email, license, photoFileName } = row.card
  return { name, phone, email, license, photoFileName }
}

export async function readShownAgent(workspaceId: number, userId: number): Promise<ShownAgent | null> {
  const card = await readAgentCard(workspaceId, userId)
  if (!card) return null
  const { photoFileName, ...shown } = card
  return { ...shown, photo: photoFileName ? await readFile(workspaceId, photoFileName) : null }
}

/** Saves the member's own card. Does nothing if nothing changed. @throws Refusal `photo.too-large`, those of `decodePicture` */
export async function saveAgentCard(
  ctx: WorkspaceContext,
  { name, phone, email, license, photo, removePhoto }: z.output<typeof AgentCardInput>,
): Promise<void> {
  const { workspaceId, userId } = ctx
  const before = await readAgentCard(workspaceId, userId)
  const previous = before?.photoFileName ?? null
  const photoFileName =
    photo && photo.size > 0 ? await storePhoto(workspaceId, photo) : removePhoto ? null : previous
  const card = { name, phone, email, license, photoFileName }
  if (isDeepStrictEqual(card, before)) return
  const unused = await inWorkspace(workspaceId, async (tx) => {
    await tx
      .insert(agentCards)
      .values({ workspaceId, userId, ...card })
      .onConflictDoUpdate({ target: [agentCards.workspaceId, agentCards.userId], set: card })
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'member.card',
      detail: { hasPhoto: photoFileName !== null },
    })
    return previous === photoFileName ? null : unusedPhoto(tx, workspaceId, previous)
  })
  if (unused) await removeFile(workspaceId, unused)
}

/** Deletes the card of someone who leaves. Returns the photo's file, to be removed after the commit, or null. */
export async function deleteAgentCard(
  tx: Queryable,
  workspaceId: number,
  userId: number,
): Promise<string | null> {
  const [gone] = await tx
    .delete(agentCards)
    .where(isCard(workspaceId, userId))
    .returning({ photo: agentCards.photoFileName })
  return unusedPhoto(tx, workspaceId, gone?.photo ?? null)
}

/** Null if another card shows the same photo. */
async function unusedPhoto(tx: Queryable, workspaceId: number, photo: string | null): Promise<string | null> {
  if (!photo) return null
  const [other] = await tx
    .select({ userId: agentCards.userId })
    .from(agentCards)
    .where(and(eq(agentCards.workspaceId, workspaceId), eq(agentCards.photoFileName, photo)))
    .limit(1)
  return other ? null : photo
}

/** A square JPEG, which PDFs can show, without the metadata of the original. */
async function storePhoto(workspaceId: number, photo: Blob): Promise<string> {
  if (photo.size > MAX_PHOTO_BYTES)
    throw new Refusal('photo.too-large', 'The photo is too large. Choose a file of up to 8 MB.')
  const bytes = await decodePicture(workspaceId, new Uint8Array(await photo.arrayBuffer()), (picture) =>
    picture
      .rotate()
      .resize(PHOTO_PIXELS, PHOTO_PIXELS, { fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 84 })
      .toBuffer(),
  )
  return keepFile(workspaceId, bytes, 'jpg')
}
