import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'

/**
 * The fonts of a PDF: Geist first, and for each character it does not have the first font of this list that does. A PDF
 * contains only the glyphs it uses, so a font costs nothing until its script occurs.
 */

type Weight = 'regular' | 'bold'
export type PdfFont = { name: string; file: string }
type Family = { key: string; files: Record<Weight, string> }

const GEIST = 'geist/dist/fonts/geist-sans'
const noto = (pack: string, name: string, type: 'ttf' | 'otf', bold = 'Bold') => ({
  regular: `${pack}/fonts/${name}-Regular.${type}`,
  bold: `${pack}/fonts/${name}-${bold}.${type}`,
})

const geist: Family = {
  key: 'Geist',
  files: { regular: `${GEIST}/Geist-Regular.ttf`, bold: `${GEIST}/Geist-SemiBold.ttf` },
}
/** Latin with every accent, Cyrillic, Greek, Vietnamese and Devanagari. */
const latin: Family = { key: 'NotoSans', files: noto('@embedpdf/fonts-latin', 'NotoSans', 'ttf', 'SemiBold') }
const hebrew: Family = { key: 'NotoHebrew', files: noto('@embedpdf/fonts-hebrew', 'NotoSansHebrew', 'ttf') }
const arabic: Family = { key: 'NotoArabic', files: noto('@embedpdf/fonts-arabic', 'NotoNaskhArabic', 'ttf') }
const chinese: Family = { key: 'NotoChinese', files: noto('@embedpdf/fonts-sc', 'NotoSansHans', 'otf') }
const japanese: Family = { key: 'NotoJapanese', files: noto('@embedpdf/fonts-jp', 'NotoSansJP', 'otf') }
const korean: Family = { key: 'NotoKorean', files: noto('@embedpdf/fonts-kr', 'NotoSansKR', 'otf') }

/** Han characters look different in Japan and Korea: kana and Hangul in the same text say which forms to use. */
function familiesFor(text: string): Family[] {
  const east = /[\u3040-\u30ff]/.test(text)
    ? [japanese, korean, chinese]
    : /[\uac00-\ud7af\u1100-\u11ff]/.test(text)
      ? [korean, chinese]
      : [chinese, korean]
  return [geist, latin, hebrew, arabic, ...east]
}

const PACKAGES = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules')
const path = (file: string) => join(PACKAGES, file)

/** What each font has. Read once for a process, when its script first occurs. */
const opened = new Map<string, Font>()

function open(file: string): Font {
  const known = opened.get(file)
  if (known) return known
  const font = create(readFileSync(path(file))) as Font
  opened.set(file, font)
  return font
}

const fontOf = ({ key, files }: Family, weight: Weight): PdfFont => ({
  name: weight === 'bold' ? `${key}-Bold` : key,
  file: path(files[weight]),
})

export const mainFont = (weight: Weight): PdfFont => fontOf(geist, weight)

/** How far the letters of the main font rise above the line, as a share of their size. */
export function mainAscent(weight: Weight): number {
  const { ascent, unitsPerEm } = open(geist.files[weight])
  return ascent / unitsPerEm
}

/** Part of a text in one font. */
export type Run = { font: PdfFont; text: string; rightToLeft: boolean }

/** For the few characters that no font has, such as emoji. Not a question mark, which would change what a text says. */
const MISSING = '\u25a1'
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Emoji variants and joiners, which are nothing on paper. */
const INVISIBLE = /[\u200b\u200c\u200e\u200f\u2060\ufeff]|\u200d|[\ufe00-\ufe0f]/g

/** Splits a text into runs, each in the first font that has all of its characters. */
export function runsOf(text: string, weight: Weight): Run[] {
  if (/^[ -~]+$/.test(text)) return [{ font: mainFont(weight), text, rightToLeft: false }]
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replace(INVISIBLE, '')
  const families = familiesFor(clean)
  const runs: { family: Family; text: string }[] = []
  for (const { segment } of graphemes.segment(clean)) {
    const last = runs.at(-1)
    const found = fitting(segment, families, weight, last?.family)
    if (last && last.family === found.family) last.text += found.text
    else runs.push(found)
  }
  return runs.map(({ family, text: part }) => ({
    font: fontOf(family, weight),
    text: part,
    rightToLeft: family === hebrew || family === arabic,
  }))
}

/** Spaces stay in the font of what precedes them, so that a run of words is one run. */
function fitting(
  segment: string,
  families: readonly Family[],
  weight: Weight,
  previous: Family | undefined,
): { family: Family; text: string } {
  if (segment === ' ' && previous) return { family: previous, text: segment }
  const has = (family: Family, text: string) =>
    [...text].every((one) => open(family.files[weight]).hasGlyphForCodePoint(one.codePointAt(0) ?? 0))
  const family = families.find((each) => has(each, segment))
  if (family) return { family, text: segment }
  const plain = segment.normalize('NFD').replace(/\p{M}/gu, '')
  const similar = families.find((each) => plain !== '' && has(each, plain))
  return similar ? { family: similar, text: plain } : { family: chinese, text: MISSING }
}
