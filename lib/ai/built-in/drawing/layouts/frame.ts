import { box, picture } from './boxes'
import { address, agency, details, headline, price, spacedBadge } from './parts'
import { isWide, type Layout, type Sheet, safe } from './sheet'
import { fitted, type Part, SCALES, STORY_SCALES, stack } from './stack'

/** The picture in a thin white frame, with the text on a card below the home or, on a wide sheet, beside it. */
export const frame: Layout = {
  picture: (sheet) => {
    const { width, height, unit } = sheet
    if (isWide(sheet)) return { width, height, centerX: width * 0.28, groundY: height * 0.84 }
    const top = height - below(sheet) - cardHeight(sheet)
    return { width, height, centerX: width / 2, groundY: Math.min(height * 0.72, top - unit * 2) }
  },
  draw: (sheet, src) => {
    const { palette, width, height, unit } = sheet
    const wide = isWide(sheet)
    return box(
      { width, height, backgroundColor: palette.paper, position: 'relative' },
      picture(src, width, height, { position: 'absolute', top: 0, left: 0 }),
      box({
        position: 'absolute',
        top: unit * 3,
        left: unit * 3,
        width: width - unit * 6,
        height: height - unit * 6,
        border: `${unit * 0.28}px solid rgba(255,255,255,0.9)`,
      }),
      box(
        {
          position: 'absolute',
          top: 0,
          left: 0,
          width,
          height,
          alignItems: wide ? 'flex-end' : 'center',
          justifyContent: wide ? 'center' : 'flex-end',
          padding: wide ? `0 ${unit * 7}px 0 0` : `0 0 ${below(sheet)}px`,
        },
        box(
          {
            width: cardWidth(sheet),
            backgroundColor: palette.paper,
            alignItems: 'center',
            padding: `${unit * INSET}px ${unit * 4}px`,
            borderRadius: unit * 0.6,
          },
          block(sheet).box,
        ),
      ),
    )
  },
}

/** In units of the sheet. */
const INSET = 3.4

const below = (sheet: Sheet) => (sheet.facts.format === 'story' ? safe(sheet).bottom : sheet.unit * 6.5)
const cardWidth = (sheet: Sheet) => (isWide(sheet) ? sheet.width * 0.42 : sheet.width - sheet.unit * 16)
const cardHeight = (sheet: Sheet) => block(sheet).height + 2 * INSET * sheet.unit

function block(sheet: Sheet): Part {
  const { facts, palette, height } = sheet
  const most = isWide(sheet) ? height - sheet.unit * 22 : height * 0.36
  return fitted(facts.format === 'story' ? STORY_SCALES : SCALES, most, (scale) => {
    const unit = sheet.unit * scale
    const width = cardWidth(sheet) - sheet.unit * 8
    const setting = {
      width,
      unit,
      ink: palette.ink,
      muted: palette.muted,
      accent: palette.ink,
      align: 'center' as const,
    }
    return stack(
      unit * 1.3,
      [
        spacedBadge(sheet, { ...setting, accent: palette.muted }),
        headline(sheet, setting, 0.82),
        address(sheet, { ...setting, unit: unit * 0.9 }),
        rule(unit, palette.accent),
        price(sheet, setting, 3.6),
        details(sheet, { ...setting, unit: unit * 0.9, accent: palette.accent }),
        agency(sheet, { ...setting, unit: unit * 0.9 }),
      ],
      'center',
    )
  })
}

const rule = (unit: number, color: string): Part => ({
  box: box({ width: unit * 8, height: unit * 0.35, backgroundColor: color }),
  height: unit * 0.35,
})
