import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import satori from 'satori'
import type { Sharp } from 'sharp'
import { openOwnPicture } from '@/lib/files/pictures'
import { cover } from './layouts/cover'
import { frame } from './layouts/frame'
import { gallery } from './layouts/gallery'
import { panel } from './layouts/panel'
import type { Area, Layout, Sheet } from './layouts/sheet'
import { formats, type ListingFacts } from './listing-facts'
import { palettes } from './palettes'
import { drawScene } from './scene'

export const layouts: Record<ListingFacts['layout'], Layout> = { cover, gallery, panel, frame }

/** Draws a listing image as PNG. The same facts and photo give the same picture, smaller by `scale`. */
export async function drawListing(
  facts: ListingFacts,
  photo: Uint8Array | null,
  scale = 1,
): Promise<Uint8Array> {
  const [width, height] = [formats[facts.format].width, formats[facts.format].height].map((side) =>
    Math.round(side * scale),
  ) as [number, number]
  // A hundredth of a square post's side. A link preview is wide but low, so its text is slightly smaller.
  const unit = facts.format === 'link' ? 8.4 * scale : width / 100
  const sheet: Sheet = { facts, palette: palettes[facts.palette], width, height, unit }
  const layout = layouts[facts.layout]
  const area = layout.picture(sheet)
  const whole = { ...area, width: Math.round(area.width), height: Math.round(area.height) }
  const shown = finished(photo ? await developed(photo, whole, facts) : await drawn(whole, facts), facts)
  const src = `data:image/jpeg;base64,${(await shown.jpeg({ quality: 92 }).toBuffer()).toString('base64')}`
  return renderElement(layout.draw(sheet, src), { width, height })
}

/** Draws an element with text as PNG, with a transparent background. */
export async function renderElement(
  element: unknown,
  { width, height }: { width: number; height: number },
  /** Fonts for letters that ours do not have. */
  more: readonly DrawingFont[] = [],
): Promise<Uint8Array> {
  // Its types require React elements, but it only uses type and props.
  const svg = await satori(element as Parameters<typeof satori>[0], {
    width,
    height,
    fonts: [...(await fonts()), ...more],
  })
  return renderPng(svg)
}

/** A home in its surroundings without text, as JPEG, for demo listings, which have no photos. */
export async function drawHome(facts: ListingFacts, { width, height }: { width: number; height: number }) {
  const area: Area = { width, height, centerX: width / 2, groundY: height * 0.74 }
  return finished(await drawn(area, facts), facts)
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer()
}

const drawn = async (area: Area, facts: ListingFacts): Promise<Sharp> =>
  openOwnPicture(await renderPng(drawScene(area, facts)))

/** Runs in a worker thread, so that drawing does not block the requests of this process. */
const renderPng = async (svg: string): Promise<Uint8Array> => (await renderAsync(svg)).asPng()

const POSITIONS = { centre: 'centre', left: 'left', right: 'right', top: 'top', bottom: 'bottom' } as const

/** A photo cropped to size, with the requested light. */
async function developed(photo: Uint8Array, { width, height }: Area, facts: ListingFacts): Promise<Sharp> {
  const [wide, high] = [Math.round(width * facts.zoom), Math.round(height * facts.zoom)]
  const cut = await openOwnPicture(photo)
    .resize(wide, high, { fit: 'cover', position: POSITIONS[facts.focus] })
    .removeAlpha()
    .toColourspace('srgb')
    .toBuffer()
  const { x, y } = cornerOf(facts.focus, wide - width, high - height)
  const near = openOwnPicture(cut).extract({ left: Math.floor(x), top: Math.floor(y), width, height })
  return inLight(near, facts.light)
}

/** The offset of the crop within the spare width or height. */
function cornerOf(focus: ListingFacts['focus'], spareX: number, spareY: number) {
  return {
    x: spareX * (focus === 'left' ? 0 : focus === 'right' ? 1 : 0.5),
    y: spareY * (focus === 'top' ? 0 : focus === 'bottom' ? 1 : 0.5),
  }
}

function inLight(photo: Sharp, light: ListingFacts['light']): Sharp {
  if (light === 'dusk')
    return photo.modulate({ brightness: 0.6, saturation: 0.8 }).linear([0.96, 0.94, 1.06], [0, 2, 12])
  if (light === 'golden')
    return photo.modulate({ brightness: 1.03, saturation: 1.1 }).linear([1.08, 0.99, 0.84], [6, 2, 0])
  return photo
}

const BRIGHTNESS_STEP = 0.16

function finished(shown: Sharp, { finish, brightness }: ListingFacts): Sharp {
  const lit = 1 + brightness * BRIGHTNESS_STEP
  if (finish === 'monochrome') return shown.greyscale().linear(1.08 * lit, -6)
  if (finish === 'vivid') return shown.modulate({ saturation: 1.3, brightness: 1.02 * lit })
  return brightness === 0 ? shown : shown.modulate({ brightness: lit })
}

export type DrawingFont = { name: string; data: Buffer; weight: 500 | 600; style: 'normal' }

let loaded: ReturnType<typeof loadFonts> | undefined
const fonts = () => {
  loaded ??= loadFonts()
  return loaded
}

async function loadFonts() {
  const packages = join(process.cwd(), 'node_modules')
  const [medium, semiBold, serif] = await Promise.all([
    readFile(join(packages, 'geist/dist/fonts/geist-sans/Geist-Medium.ttf')),
    readFile(join(packages, 'geist/dist/fonts/geist-sans/Geist-SemiBold.ttf')),
    readFile(join(packages, '@fontsource/playfair-display/files/playfair-display-latin-600-normal.woff')),
  ])
  return [
    { name: 'Geist', data: medium, weight: 500 as const, style: 'normal' as const },
    { name: 'Geist', data: semiBold, weight: 600 as const, style: 'normal' as const },
    { name: 'Playfair Display', data: serif, weight: 600 as const, style: 'normal' as const },
  ]
}
