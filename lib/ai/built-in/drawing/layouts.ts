import { type Box, box, picture, words } from './boxes'
import type { ListingFacts } from './listing-facts'
import type { Palette } from './palettes'

export type Sheet = { facts: ListingFacts; palette: Palette; width: number; height: number; unit: number }
type Area = { width: number; height: number }
type Layout = {
  /** The part of the sheet that the picture fills, in pixels. */
  picture: (sheet: Sheet) => Area
  draw: (sheet: Sheet, src: string) => Box
}

const serif = { fontFamily: 'Playfair Display', fontWeight: 600, lineHeight: 1.12 }
const sans = { fontFamily: 'Geist', fontWeight: 500 }

/** Long headlines are set smaller, so that they stay whole in two or three lines. */
const headlineSize = (text: string, unit: number) =>
  unit * (text.length > 42 ? 5 : text.length > 26 ? 5.9 : text.length > 16 ? 6.8 : 7.8)

const badge = ({ facts, palette, unit }: Sheet, onPicture = false): Box | null =>
  facts.badge
    ? box(
        {
          alignSelf: 'flex-start',
          padding: `${unit * 1}px ${unit * 2}px`,
          backgroundColor: onPicture ? palette.accent : palette.strong,
          color: onPicture ? '#201a12' : palette.onStrong,
          borderRadius: unit * 0.5,
        },
        words(facts.badge.toUpperCase(), unit * 2.1, {
          ...sans,
          fontWeight: 600,
          letterSpacing: unit * 0.28,
        }),
      )
    : null

function details({ facts, unit }: Sheet, colour: string, line: string): Box | null {
  if (facts.details.length === 0) return null
  return box(
    { flexDirection: 'row', flexWrap: 'wrap', marginTop: unit * 2.2 },
    ...facts.details.map((detail, i) =>
      box(
        {
          paddingRight: unit * 2,
          marginRight: unit * 2,
          borderRight:
            i < facts.details.length - 1
              ? `${Math.max(1, unit * 0.16)}px solid ${line}`
              : '0px solid transparent',
        },
        words(detail, unit * 2.7, { ...sans, color: colour }),
      ),
    ),
  )
}

const agency = ({ facts, unit }: Sheet, colour: string): Box | null =>
  facts.agency
    ? words(facts.agency, unit * 2.3, { ...sans, color: colour, letterSpacing: unit * 0.05 })
    : null

const price = ({ facts, unit }: Sheet, colour: string, size = 4.8): Box | null =>
  facts.price ? words(facts.price, unit * size, { ...sans, fontWeight: 600, color: colour }) : null

const address = ({ facts, unit }: Sheet, colour: string): Box | null =>
  facts.address
    ? words(facts.address, unit * 2.8, { ...sans, color: colour, marginTop: unit * 1.2 }, 2)
    : null

/** Stories are covered by the app's own controls above and below. */
const safe = ({ facts, unit }: Sheet) =>
  facts.format === 'story' ? { top: unit * 15, bottom: unit * 20 } : { top: unit * 5, bottom: unit * 5 }

const whole = ({ width, height }: Sheet): Area => ({ width, height })
const sheetBox = ({ width, height, palette }: Sheet, ...children: (Box | null)[]) =>
  box({ width, height, backgroundColor: palette.paper, position: 'relative' }, ...children)

const cover: Layout = {
  picture: whole,
  draw: (sheet, src) => {
    const { facts, width, height, unit } = sheet
    const { top, bottom } = safe(sheet)
    return sheetBox(
      sheet,
      picture(src, width, height, { position: 'absolute', top: 0, left: 0 }),
      box({
        position: 'absolute',
        top: 0,
        left: 0,
        width,
        height,
        backgroundImage:
          'linear-gradient(180deg, rgba(8,12,16,0.34) 0%, rgba(8,12,16,0) 22%, rgba(8,12,16,0) 52%, rgba(8,12,16,0.7) 74%, rgba(8,12,16,0.9) 100%)',
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
        box(
          { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center' },
          badge(sheet, true) ?? box({}),
          agency(sheet, '#ffffff'),
        ),
        box(
          {},
          words(facts.headline, headlineSize(facts.headline, unit), { ...serif, color: '#ffffff' }, 3),
          address(sheet, '#e9edf0'),
          box(
            {
              marginTop: unit * 2.4,
              flexDirection: 'row',
              alignItems: 'flex-end',
              justifyContent: 'space-between',
              flexWrap: 'wrap',
            },
            price(sheet, sheet.palette.accent, 5.4) ?? box({}),
            details(sheet, '#ffffff', 'rgba(255,255,255,0.5)'),
          ),
        ),
      ),
    )
  },
}

const isWide = ({ facts }: Sheet) => facts.format === 'link'

const galleryPicture = (sheet: Sheet): Area => {
  const { width, height, unit } = sheet
  if (isWide(sheet)) return { width: width * 0.52, height: height - unit * 8 }
  return {
    width: width - unit * 8,
    height: Math.round(height * (sheet.facts.format === 'square' ? 0.58 : 0.56)),
  }
}

const gallery: Layout = {
  picture: galleryPicture,
  draw: (sheet, src) => {
    const { facts, palette, width, height, unit } = sheet
    const area = galleryPicture(sheet)
    const wide = isWide(sheet)
    const { top, bottom } = facts.format === 'story' ? safe(sheet) : { top: unit * 4, bottom: unit * 4 }
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
          justifyContent: 'space-between',
          padding: wide ? `${unit}px 0 ${unit}px ${unit * 4}px` : `${unit * 3.4}px ${unit}px 0`,
        },
        box(
          {},
          badge(sheet),
          words(
            facts.headline,
            headlineSize(facts.headline, unit) * (wide ? 0.95 : 0.88),
            { ...serif, color: palette.ink, marginTop: unit * 1.6 },
            wide ? 3 : 2,
          ),
          address(sheet, palette.muted),
          details(sheet, palette.ink, palette.accent),
        ),
        box(
          {
            flexDirection: 'row',
            justifyContent: 'space-between',
            alignItems: 'flex-end',
            marginTop: unit * 2,
          },
          price(sheet, palette.ink) ?? box({}),
          agency(sheet, palette.muted),
        ),
      ),
    )
  },
}

const panelSizes = (sheet: Sheet) => {
  const { width, height } = sheet
  return isWide(sheet)
    ? { width: width * 0.56, height }
    : { width, height: Math.round(height * (sheet.facts.format === 'story' ? 0.55 : 0.58)) }
}

const panel: Layout = {
  picture: panelSizes,
  draw: (sheet, src) => {
    const { facts, palette, width, height, unit } = sheet
    const area = panelSizes(sheet)
    const bottom = facts.format === 'story' ? unit * 20 : unit * 5
    return box(
      { width, height, flexDirection: isWide(sheet) ? 'row' : 'column', backgroundColor: palette.strong },
      picture(src, area.width, area.height),
      box(
        {
          flexGrow: 1,
          flexBasis: 0,
          justifyContent: 'space-between',
          padding: `${unit * 4.4}px ${unit * 5}px ${bottom}px`,
          borderTop: isWide(sheet) ? '0px solid transparent' : `${unit * 0.9}px solid ${palette.accent}`,
        },
        box(
          {},
          words((facts.badge || 'For sale').toUpperCase(), unit * 2.2, {
            ...sans,
            fontWeight: 600,
            color: palette.accent,
            letterSpacing: unit * 0.4,
          }),
          words(
            facts.headline,
            headlineSize(facts.headline, unit) * 0.92,
            { ...serif, color: palette.onStrong, marginTop: unit * 1.4 },
            isWide(sheet) ? 3 : 2,
          ),
          address(sheet, palette.onStrong),
        ),
        box(
          {},
          details(sheet, palette.onStrong, palette.accent),
          box(
            {
              flexDirection: 'row',
              justifyContent: 'space-between',
              alignItems: 'flex-end',
              marginTop: unit * 2,
            },
            price(sheet, palette.accent) ?? box({}),
            isWide(sheet) ? null : agency(sheet, palette.onStrong),
          ),
        ),
      ),
    )
  },
}

const frame: Layout = {
  picture: whole,
  draw: (sheet, src) => {
    const { facts, palette, width, height, unit } = sheet
    const { bottom } = facts.format === 'story' ? safe(sheet) : { bottom: unit * 6.5 }
    return sheetBox(
      sheet,
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
          alignItems: 'center',
          justifyContent: 'flex-end',
          paddingBottom: bottom,
        },
        box(
          {
            width: isWide(sheet) ? width * 0.6 : width - unit * 16,
            backgroundColor: palette.paper,
            alignItems: 'center',
            padding: `${unit * 3.4}px ${unit * 4}px`,
            borderRadius: unit * 0.6,
          },
          facts.badge
            ? words(facts.badge.toUpperCase(), unit * 2, {
                ...sans,
                fontWeight: 600,
                color: palette.muted,
                letterSpacing: unit * 0.4,
              })
            : null,
          words(
            facts.headline,
            headlineSize(facts.headline, unit) * 0.82,
            { ...serif, color: palette.ink, marginTop: unit, textAlign: 'center' },
            2,
          ),
          facts.address
            ? words(
                facts.address,
                unit * 2.4,
                { ...sans, color: palette.muted, marginTop: unit, textAlign: 'center' },
                2,
              )
            : null,
          box({
            width: unit * 8,
            height: unit * 0.35,
            backgroundColor: palette.accent,
            marginTop: unit * 1.8,
          }),
          words(
            [facts.price, ...facts.details].filter(Boolean).join('  ·  '),
            unit * 2.5,
            { ...sans, fontWeight: 600, color: palette.ink, marginTop: unit * 1.8, textAlign: 'center' },
            2,
          ),
          facts.agency
            ? words(facts.agency, unit * 2, { ...sans, color: palette.muted, marginTop: unit * 1.2 })
            : null,
        ),
      ),
    )
  },
}

export const layouts: Record<ListingFacts['layout'], Layout> = { cover, gallery, panel, frame }
