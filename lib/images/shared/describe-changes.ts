import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { formats } from '@/lib/ai/shared/listing-names'

/** Describes the changes between two briefs for screens. Pure, and safe in a browser. */

const TEXTS = ['headline', 'address', 'price', 'badge', 'agency'] as const
const KINDS: Record<ListingFacts['homeKind'], string> = {
  house: 'a family house',
  modern: 'a modern home',
  townhouse: 'townhouses',
  apartment: 'an apartment building',
}
const LIGHTS: Record<ListingFacts['light'], string> = {
  day: 'daylight',
  golden: 'golden light',
  dusk: 'dusk',
}
const FINISHES: Record<ListingFacts['finish'], string> = {
  natural: 'natural colors',
  vivid: 'vivid colors',
  monochrome: 'picture in black and white',
}
const PALETTES: Record<ListingFacts['palette'], string> = {
  forest: 'forest (green)',
  ink: 'ink (black)',
  clay: 'clay (terracotta)',
  sea: 'sea (blue)',
  plum: 'plum (purple)',
  stone: 'stone (beige)',
}

/** "front door red", "badge “Sold”", "format Story, 1080 × 1920": one for each change. */
export function describeChanges(before: ListingFacts, after: ListingFacts): string[] {
  const words: string[] = []
  const differs = (...names: (keyof ListingFacts)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  for (const name of TEXTS)
    if (differs(name)) words.push(after[name] ? `${name} “${after[name]}”` : `no ${name}`)
  if (differs('details'))
    words.push(after.details.length > 0 ? `details “${after.details.join(', ')}”` : 'no details')
  const { label, width, height } = formats[after.format]
  if (differs('format')) words.push(`format ${label}, ${width} × ${height}`)
  if (differs('layout')) words.push(`${after.layout} layout`)
  if (differs('palette')) words.push(`palette ${PALETTES[after.palette]}`)
  if (differs('homeKind')) words.push(KINDS[after.homeKind])
  if (differs('doorPaint') && after.doorPaint) words.push(`front door ${after.doorPaint}`)
  if (differs('wallPaint') && after.wallPaint) words.push(`walls ${after.wallPaint}`)
  if (differs('roofPaint') && after.roofPaint) words.push(`roof ${after.roofPaint}`)
  if (differs('light')) words.push(LIGHTS[after.light])
  if (differs('waterside')) words.push(after.waterside ? 'water in front of the home' : 'no water')
  if (differs('trees')) words.push(after.trees ? 'trees' : 'no trees')
  if (differs('clouds')) words.push(after.clouds ? 'clouds' : 'no clouds')
  if (differs('finish')) words.push(FINISHES[after.finish])
  if (differs('brightness'))
    words.push(after.brightness > before.brightness ? 'picture brighter' : 'picture darker')
  return [...words, ...cropChanges(before, after)]
}

function cropChanges(before: ListingFacts, after: ListingFacts): string[] {
  if (before.focus !== after.focus)
    return [`cropped to the ${after.focus === 'centre' ? 'center' : after.focus}`]
  if (before.zoom === after.zoom) return []
  return [after.zoom > before.zoom ? 'closer crop' : 'wider crop']
}
