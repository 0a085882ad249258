import { box, paragraph, words } from './boxes'
import type { Sheet } from './sheet'
import { ends, type Part } from './stack'

/** The two typefaces, with approximate widths to estimate what fits. */
const serif = { fontFamily: 'Playfair Display', fontWeight: 600, lineHeight: 1.14 }
const sans = { fontFamily: 'Geist', fontWeight: 500, lineHeight: 1.3 }

/** Width of an average letter, relative to the font size. */
const LETTER_WIDTH = { serif: 0.5, sans: 0.54, capitals: 0.78 }
type Face = keyof typeof LETTER_WIDTH

const widthOf = (text: string, face: Face, sizePixels: number): number =>
  text.length * LETTER_WIDTH[face] * sizePixels

/** How many lines a text needs without breaking words. */
function linesOf(text: string, face: Face, sizePixels: number, widthPixels: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const needed = widthOf(`${word} `, face, sizePixels)
    if (used > 0 && used + needed > widthPixels) {
      lines += 1
      used = 0
    }
    used += needed
  }
  return lines
}

/** Long headlines are smaller, so that they fit on two or three lines. */
const headlineSize = (text: string, unit: number): number =>
  unit * (text.length > 42 ? 5.2 : text.length > 26 ? 5.9 : text.length > 16 ? 6.8 : 7.8)

/** How a block of text is set: its width, its size relative to the sheet, and its colors. */
export type Setting = {
  width: number
  unit: number
  ink: string
  muted: string
  accent: string
  align?: 'left' | 'center'
}

type Style = {
  face: Face
  size: number
  color: string
  oneLine?: true
  more?: Record<string, string | number>
}

function text(content: string, { width, align = 'left' }: Setting, style: Style): Part | null {
  if (!content) return null
  const { face, size, color, oneLine, more = {} } = style
  const font = face === 'serif' ? serif : sans
  const lines = oneLine ? 1 : linesOf(content, face, size, width)
  const look = { ...font, color, textAlign: align, ...more }
  return {
    box: oneLine ? words(content, size, look) : paragraph(content, size, look),
    height: lines * size * font.lineHeight,
  }
}

export const headline = ({ facts }: Sheet, setting: Setting, scale = 1): Part | null =>
  text(facts.headline, setting, {
    face: 'serif',
    size: headlineSize(facts.headline, setting.unit) * scale,
    color: setting.ink,
  })

export const address = ({ facts }: Sheet, setting: Setting): Part | null =>
  text(facts.address, setting, { face: 'sans', size: setting.unit * 2.8, color: setting.muted })

export const price = ({ facts }: Sheet, setting: Setting, size = 4.8): Part | null =>
  text(facts.price, setting, {
    face: 'sans',
    size: setting.unit * size,
    color: setting.accent,
    oneLine: true,
    more: { fontWeight: 600, lineHeight: 1.15, flexShrink: 0 },
  })

export const agency = ({ facts }: Sheet, setting: Setting): Part | null =>
  text(facts.agency, setting, { face: 'sans', size: setting.unit * 2.3, color: setting.muted })

/** The badge as spaced capitals without a background. */
export const spacedBadge = ({ facts }: Sheet, setting: Setting): Part | null =>
  text(facts.badge.toUpperCase(), setting, {
    face: 'capitals',
    size: setting.unit * 2.2,
    color: setting.accent,
    oneLine: true,
    more: { fontWeight: 600, letterSpacing: setting.unit * 0.4 },
  })

/** The badge as a small sign. */
export function sign({ facts }: Sheet, unit: number, ground: string, color: string): Part | null {
  if (!facts.badge) return null
  const size = unit * 2.1
  const shown = words(facts.badge.toUpperCase(), size, {
    ...sans,
    fontWeight: 600,
    letterSpacing: unit * 0.28,
    color,
  })
  return {
    box: box(
      {
        alignSelf: 'flex-start',
        flexShrink: 0,
        padding: `${unit * 0.8}px ${unit * 2}px`,
        backgroundColor: ground,
        borderRadius: unit * 0.5,
      },
      shown,
    ),
    height: size * sans.lineHeight + unit * 1.6,
  }
}

/** The details on one or two lines, each after a thin stroke, so that a second line starts like the first. */
export function details({ facts }: Sheet, { width, unit, ink, accent, align }: Setting): Part | null {
  if (facts.details.length === 0) return null
  const size = unit * 2.7
  const [inset, apart] = [unit * 1.2, unit * 2.4]
  let lines = 1
  let used = 0
  for (const detail of facts.details) {
    const needed = widthOf(detail, 'sans', size) + inset + apart
    if (used > 0 && used + needed - apart > width) {
      lines += 1
      used = 0
    }
    used += needed
  }
  const between = unit * 0.8
  return {
    box: box(
      {
        flexDirection: 'row',
        flexWrap: 'wrap',
        justifyContent: align === 'center' ? 'center' : 'flex-start',
        columnGap: apart,
        rowGap: between,
      },
      ...facts.details.map((detail) =>
        box(
          { paddingLeft: inset, borderLeft: `${Math.max(2, unit * 0.3)}px solid ${accent}` },
          words(detail, size, { ...sans, color: ink }),
        ),
      ),
    ),
    height: lines * size * sans.lineHeight + (lines - 1) * between,
  }
}

/** Price and agency at the bottom, side by side if both fit, otherwise stacked. */
export function foot(sheet: Sheet, setting: Setting, priceSize = 4.8): (Part | null)[] {
  const { facts } = sheet
  const room = setting.width - widthOf(facts.price, 'sans', setting.unit * priceSize) - setting.unit * 4
  const fits = widthOf(facts.agency, 'sans', setting.unit * 2.3) < room
  const [left, right] = [price(sheet, setting, priceSize), agency(sheet, setting)]
  return fits ? [ends(left, right)] : [left, right]
}
