/** The two typefaces, with approximate widths to estimate what fits. */
export const serif = { fontFamily: 'Playfair Display', fontWeight: 600, lineHeight: 1.14 }
export const sans = { fontFamily: 'Geist', fontWeight: 500, lineHeight: 1.3 }

/** Width of an average letter, relative to the font size. */
const LETTER_WIDTH = { serif: 0.5, sans: 0.54, capitals: 0.78 }
export type Face = keyof typeof LETTER_WIDTH

export const widthOf = (text: string, face: Face, sizePixels: number): number =>
  text.length * LETTER_WIDTH[face] * sizePixels

/** How many lines a text needs without breaking words. */
export function linesOf(text: string, face: Face, sizePixels: number, widthPixels: number): number {
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
export const headlineSize = (text: string, unit: number): number =>
  unit * (text.length > 42 ? 5.2 : text.length > 26 ? 5.9 : text.length > 16 ? 6.8 : 7.8)
