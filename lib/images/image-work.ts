import { isDeepStrictEqual } from 'node:util'
import { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { readFile } from '@/lib/files/files'
import { requireStorage } from '@/lib/files/storage-quota'
import type { PaidWork, WorkRequest } from '@/lib/paid-work/paid-work'
import { imageFault } from './image-fault'
import type { ImageAction } from './views'

export type Image = typeof images.$inferSelect

/** One version of an image, built by `request-image.ts` from a form. */
export type ImageRequest = WorkRequest & {
  action: ImageAction
  /** Its versions have one name, which a member can change. */
  title: string
  brief: ListingFacts
  rootId: string
  parentId: string | null
  instruction: string | null
  photoId: string | null
}

/** Listing images as paid work (lib/paid-work); each version is one piece. `make-image.ts` makes them. */
export const imageWork: PaidWork<Image, ImageRequest> = {
  kind: 'image',
  table: images,
  href: '/images',
  queue: 'image-make',
  leaseSeconds: 5 * 60,
  actionOf: ({ action }) => action,
  check: ({ workspaceId }) => requireStorage(workspaceId),
  columnsOf: ({ id: _id, quotedCredits: _credits, ...version }) => version,
  auditOf: ({ action, parentId }) => ({ verb: `${action}.request`, detail: { parentId } }),
  isSame: (image, request) =>
    image.action === request.action &&
    image.parentId === request.parentId &&
    image.instruction === request.instruction &&
    image.photoId === request.photoId &&
    isDeepStrictEqual(requestedBrief(image.brief), requestedBrief(request.brief)),
  requestAgain: ({ action, title, brief, rootId, parentId, instruction, photoId }, request) => ({
    ...request,
    action,
    title,
    brief: ListingFacts.parse(brief),
    rootId,
    parentId,
    instruction,
    photoId,
  }),
  faultOf: async ({ workspaceId, fileName }) =>
    imageFault(fileName ? await readFile(workspaceId, fileName) : null),
  nameKey: 'title',
  groupKey: 'rootId',
  titleOf: ({ title }) => `Image “${title}”`,
  alternative: 'If you don’t like it, regenerate or edit it.',
}

/** The brief without the agency's name, which no form sends: renaming the agency does not change the request (R12). */
const requestedBrief = (brief: unknown): ListingFacts => ({ ...ListingFacts.parse(brief), agency: '' })
