import { box, picture } from './boxes'
import { address, details, foot, headline, sign } from './parts'
import { isWide, type Layout, openArea, type Sheet, safe } from './sheet'
import { fitted, type Part, SCALES, STORY_SCALES, stack } from './stack'

/** The picture as a print on paper, with the text below it or, on a wide sheet, beside it. */
export const gallery: Layout = {
  picture: (sheet) => {
    const { width, height, unit } = sheet
    if (isWide(sheet)) return openArea(width * 0.52, height - unit * 8)
    const { top, bottom } = edges(sheet)
    return openArea(width - unit * 8, height - top - bottom - unit * 3.4 - block(sheet).height)
  },
  draw: (sheet, src) => {
    const { palette, width, height, unit } = sheet
    const area = gallery.picture(sheet)
    const { top, bottom } = edges(sheet)
    const wide = isWide(sheet)
    return box(
      {
        width,
        height,
        backgroundColor: palette.paper,
        padding: `${top}px ${unit * 4}px ${bottom}px`,
        flexDirection: wide ? 'row' : 'column',
      },
      picture(src, area.width, area.height, { borderRadius: unit * 1.2, flexShrink: 0 }),
      box(
        {
          flexGrow: 1,
          flexBasis: 0,
          justifyContent: wide ? 'center' : 'flex-start',
          padding: wide ? `0 0 0 ${unit * 4}px` : `${unit * 3.4}px ${unit}px 0`,
        },
        block(sheet).box,
      ),
    )
  },
}

const edges = (sheet: Sheet) =>
  sheet.facts.format === 'story' ? safe(sheet) : { top: sheet.unit * 4, bottom: sheet.unit * 5 }

function block(sheet: Sheet): Part {
  const { facts, palette, width, height } = sheet
  const wide = isWide(sheet)
  const story = facts.format === 'story'
  const room = wide ? height - sheet.unit * 10 : height * 0.4
  return fitted(story ? STORY_SCALES : SCALES, room, (scale) => {
    const unit = sheet.unit * scale
    const room = wide ? width * 0.48 - sheet.unit * 12 : width - sheet.unit * 10
    const setting = { width: room, unit, ink: palette.ink, muted: palette.muted, accent: palette.accent }
    return stack(unit * 1.7, [
      sign(sheet, unit, palette.strong, palette.onStrong),
      headline(sheet, setting, wide ? 0.95 : 0.9),
      address(sheet, setting),
      details(sheet, setting),
      ...foot(sheet, { ...setting, accent: palette.ink }),
    ])
  })
}
