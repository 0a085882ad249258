import type { ListingFacts } from '../listing-facts'
import type { Palette } from '../palettes'
import type { Box } from './boxes'

/** What a layout draws, and its size. `unit` is about a hundredth of the width; all sizes are multiples of it. */
export type Sheet = { facts: ListingFacts; palette: Palette; width: number; height: number; unit: number }

/** The part of the sheet that the picture fills, and where the home is in it, in pixels. */
export type Area = { width: number; height: number; centerX: number; groundY: number }

export type Layout = {
  picture: (sheet: Sheet) => Area
  draw: (sheet: Sheet, src: string) => Box
}

export const isWide = ({ facts }: Sheet): boolean => facts.format === 'link'

/** Stories are covered by the app's own controls above and below. */
export const safe = ({ facts, unit }: Sheet): { top: number; bottom: number } =>
  facts.format === 'story' ? { top: unit * 15, bottom: unit * 20 } : { top: unit * 5, bottom: unit * 5 }

/** A picture without overlays: the home in the middle, with a little lawn in front. */
export function openArea(width: number, height: number): Area {
  return { width, height, centerX: width / 2, groundY: height * 0.8 }
}
