import type { imageActions, imageStatuses } from '@/db/schema/work/images'
import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkView } from '@/lib/paid-work/view'

/** Plain data that the pages about images draw. Instants are ISO. */

type ImageStatus = (typeof imageStatuses)[number]
export type ImageAction = (typeof imageActions)[number]

export type ImageRow = {
  id: string
  title: string
  action: ImageAction
  status: ImageStatus
  progressPercent: number
  createdAt: string
  format: ListingFacts['format']
  /** Where it is served; null until ready. */
  href: string | null
}

/** An image in the gallery: all versions of one brief. */
export type ImageGroup = {
  /** The newest version. */
  id: string
  rootId: string
  title: string
  status: ImageStatus
  createdAt: string
  /** Oldest first. */
  versions: { id: string; number: number; status: ImageStatus; href: string | null }[]
}

/** A photo that a member uploaded. */
export type PhotoView = { id: string; href: string; widthPixels: number; heightPixels: number }

export type ImageVersion = ImageRow &
  WorkView<ImageStatus> & {
    /** Counted from 1 in the order of the requests. */
    number: number
    parentId: string | null
    instruction: string | null
    /**
     * What differs from the version it was made from: "front door red". Null for the first version, and for a version made
     * by a provider's model, whose result is not checked.
     */
    changes: string[] | null
    /** The parts of the instruction or brief that were left out: "add a pool". */
    leftOut: string[]
    /** Whether it shows one of the agency's photos. */
    onPhoto: boolean
    /** The photo whose original is public. Null when the image has no label. */
    labeledPhotoId: string | null
    model: string | null
  }

export type ImageView = {
  shown: ImageVersion
  /** The brief of the shown version. */
  brief: ListingFacts
  versions: ImageVersion[]
  widthPixels: number
  heightPixels: number
}
