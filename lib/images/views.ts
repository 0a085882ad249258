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

/** A photo that a member brought along. */
export type PhotoView = { id: string; href: string; widthPixels: number; heightPixels: number }

export type ImageVersion = ImageRow &
  WorkView<ImageStatus> & {
    /** Counted from 1 in the order asked for. */
    number: number
    parentId: string | null
    instruction: string | null
    /**
     * What differs from the version it was made from: "front door red". Null for the first version, and where a provider's
     * model made it: that follows its own reading, which nobody checked.
     */
    changes: string[] | null
    /** What of the instruction or the brief was left out: "add a pool". */
    leftOut: string[]
    /** Whether it shows a photo of the agency's own. */
    onPhoto: boolean
    model: string | null
  }

export type ImageView = {
  shown: ImageVersion
  /** Of the version that is shown. */
  brief: ListingFacts
  versions: ImageVersion[]
  widthPixels: number
  heightPixels: number
}
