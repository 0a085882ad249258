import { cover } from './layouts/cover'
import { frame } from './layouts/frame'
import { gallery } from './layouts/gallery'
import { panel } from './layouts/panel'
import type { Layout } from './layouts/sheet'
import type { ListingFacts } from './listing-facts'

export const layouts: Record<ListingFacts['layout'], Layout> = { cover, gallery, panel, frame }
