import { box, picture } from './boxes'
import { address, details, foot, headline, spacedBadge } from './parts'
import { isWide, type Layout, openArea, type Sheet } from './sheet'
import { fitted, type Part, SCALES, STORY_SCALES, stack } from './stack'

/** The picture from edge to edge, with the text on a panel in the palette's strong color. */
export const panel: Layout = {
  picture: (sheet) => {
    const { width, height } = sheet
    if (isWide(sheet)) return openArea(width * 0.56, height)
    return openArea(width, height - panelHeight(sheet))
  },
  draw: (sheet, src) => {
    const { palette, width, height, unit } = sheet
    const area = panel.picture(sheet)
    const wide = isWide(sheet)
    return box(
      { width, height, flexDirection: wide ? 'row' : 'column', backgroundColor: palette.strong },
      picture(src, area.width, area.height, { flexShrink: 0 }),
      box(
        {
          flexGrow: 1,
          flexBasis: 0,
          justifyContent: wide ? 'center' : 'flex-start',
          padding: `${ABOVE * unit}px ${unit * 5}px 0`,
          borderTop: wide ? '0px solid transparent' : `${unit * RULE}px solid ${palette.accent}`,
        },
        block(sheet).box,
      ),
    )
  },
}

/** In units of the sheet. */
const ABOVE = 4.2
const RULE = 0.9

function panelHeight(sheet: Sheet): number {
  const below = sheet.facts.format === 'story' ? 20 : 5
  return block(sheet).height + sheet.unit * (RULE + ABOVE + below)
}

function block(sheet: Sheet): Part {
  const { facts, palette, width, height } = sheet
  const wide = isWide(sheet)
  const most = wide ? height - sheet.unit * 10 : height * 0.4
  return fitted(facts.format === 'story' ? STORY_SCALES : SCALES, most, (scale) => {
    const unit = sheet.unit * scale
    const room = wide ? width * 0.44 - sheet.unit * 10 : width - sheet.unit * 10
    const { onStrong, accent } = palette
    const setting = { width: room, unit, ink: onStrong, muted: onStrong, accent }
    return stack(unit * 1.8, [
      spacedBadge(sheet, setting),
      headline(sheet, setting, 0.94),
      address(sheet, setting),
      details(sheet, setting),
      ...foot(sheet, setting),
    ])
  })
}
