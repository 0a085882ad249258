import { box, picture } from './boxes'
import { address, details, foot, headline, sign } from './parts'
import { type Layout, type Sheet, safe } from './sheet'
import { fitted, type Part, SCALES, stack } from './stack'

/** The picture fills the sheet, with the text on its darkened bottom. */
export const cover: Layout = {
  picture: (sheet) => {
    const { width, height, unit, facts } = sheet
    // Water is in front of the home and must begin above the darkened bottom to be visible.
    const aboveWords = unit * (facts.waterside ? WATER_ABOVE_WORDS : 2)
    return {
      width,
      height,
      centerX: width / 2,
      groundY: Math.min(height * 0.7, topOfWords(sheet) - aboveWords),
    }
  },
  draw: (sheet, src) => {
    const { palette, width, height, unit } = sheet
    const { top, bottom } = safe(sheet)
    const begins = (100 * (topOfWords(sheet) - unit * 14)) / height
    const full = (100 * (topOfWords(sheet) + unit * 2)) / height
    return box(
      { width, height, backgroundColor: palette.paper, position: 'relative' },
      picture(src, width, height, { position: 'absolute', top: 0, left: 0 }),
      box({
        position: 'absolute',
        top: 0,
        left: 0,
        width,
        height,
        backgroundImage: `linear-gradient(180deg, rgba(8,12,16,0) ${begins}%, rgba(8,12,16,0.78) ${full}%, rgba(8,12,16,0.92) 100%)`,
      }),
      box(
        {
          position: 'absolute',
          top: 0,
          left: 0,
          width,
          height,
          padding: `${top}px ${unit * 6}px ${bottom}px`,
          justifyContent: 'space-between',
        },
        sign(sheet, unit, palette.accent, '#201a12')?.box ?? box({}),
        block(sheet).box,
      ),
    )
  },
}

/** In units of the sheet. */
const WATER_ABOVE_WORDS = 16

const topOfWords = (sheet: Sheet) => sheet.height - safe(sheet).bottom - block(sheet).height

function block(sheet: Sheet): Part {
  const { palette, width, height } = sheet
  return fitted(SCALES.slice(1), height * 0.42, (scale) => {
    const unit = sheet.unit * scale
    const setting = {
      width: width - sheet.unit * 12,
      unit,
      ink: '#ffffff',
      muted: '#e9edf0',
      accent: palette.accent,
    }
    return stack(unit * 1.7, [
      headline(sheet, setting),
      address(sheet, setting),
      details(sheet, setting),
      ...foot(sheet, setting, 5.4),
    ])
  })
}
