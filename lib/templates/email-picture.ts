import { and, eq, isNull } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { workspaces } from '@/db/schema'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { notFound } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { keepFile, openFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'
import type { StoredFile } from '@/lib/files/store'

/**
 * Pictures in emails. We host them, since recipients' programs request them without a session: the address is the workspace and
 * the file's name, signed, so that it only opens pictures that we put into an email.
 */

const PURPOSE = 'email-picture'
const TOKEN = /^(\d{1,9})\.([\w-]{43})\.([0-9a-f]{64}\.jpg)$/
export const MOST_PICTURE_BYTES = 12_000_000
/** Twice the width of an email, for high-density screens. */
const WIDEST_PIXELS = 1_120
const QUALITY = 80

const signed = (workspaceId: number, name: string) => `${workspaceId}:${name}`

export const emailPictureUrl = (workspaceId: number, name: string): string =>
  `${env().APP_URL}/shared/pictures/${workspaceId}.${signatureOf(PURPOSE, signed(workspaceId, name))}.${name}`

/**
 * Stores a picture as emails show it: upright, at most twice as wide as an email, and without metadata. The same picture has the
 * same name.
 * @throws Refusal `storage.full`, and those of `decodePicture`
 */
export async function keepEmailPicture(workspaceId: number, bytes: Uint8Array): Promise<{ name: string }> {
  const jpeg = await decodePicture(workspaceId, bytes, (picture) =>
    picture
      .rotate()
      .resize(WIDEST_PIXELS, WIDEST_PIXELS * 2, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer(),
  )
  return { name: await keepFile(workspaceId, jpeg, 'jpg') }
}

/** The picture of an address. @throws Refusal `not-found`: we do not reveal why */
export async function openEmailPicture(token: string): Promise<StoredFile> {
  const [, workspace, signature, name] = TOKEN.exec(token) ?? []
  const workspaceId = Number(workspace)
  if (!name || !signature || !isSignature(signature, PURPOSE, signed(workspaceId, name)))
    throw notFound('picture')
  const [open] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt))),
  )
  const file = open ? await openFile(workspaceId, name) : null
  if (!file) throw notFound('picture')
  return file
}
