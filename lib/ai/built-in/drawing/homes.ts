import type { ListingFacts } from './listing-facts'

/** Homes as SVG around the origin: the ground is y = 0, up is negative, a home is about 100 wide. */
export type HomeLook = {
  wall: string
  side: string
  roof: string
  /** Wooden parts, if any. */
  panel: string
  /** A flat roof. */
  flatRoof: string
  trim: string
  door: string
  glass: string
  unlit: string
  random: () => number
}

const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
const shape = (points: string, fill: string) => `<polygon points="${points}" fill="${fill}"/>`

function window_(x: number, y: number, w: number, h: number, { trim, glass }: HomeLook, bars = 1): string {
  const upright = Array.from({ length: bars }, (_, i) =>
    rect(x + (w * (i + 1)) / (bars + 1) - 0.3, y, 0.6, h, trim),
  ).join('')
  return `${rect(x - 0.9, y - 0.9, w + 1.8, h + 1.8, trim)}${rect(x, y, w, h, glass)}${shape(
    `${x + w * 0.55},${y} ${x + w * 0.85},${y} ${x + w * 0.35},${y + h} ${x + w * 0.05},${y + h}`,
    'rgba(255,255,255,0.16)',
  )}${upright}${rect(x - 1.6, y + h + 0.9, w + 3.2, 1.1, trim)}`
}

function door(x: number, h: number, { door: color, trim, glass }: HomeLook): string {
  return `${rect(x - 1, -h - 1, 11, h + 1, trim)}${rect(x, -h, 9, h, color)}${rect(x + 1.8, -h + 2, 5.4, 5, glass)}<circle cx="${x + 7.5}" cy="${-h / 2 + 1}" r="0.6" fill="${trim}"/>`
}

function house(look: HomeLook): string {
  const { wall, side, roof, trim } = look
  const lines = Array.from({ length: 9 }, (_, i) =>
    rect(-44, -28 + i * 3.1, 54, 0.25, 'rgba(0,0,0,0.10)'),
  ).join('')
  return [
    rect(-28, -62, 6.5, 20, side) + rect(-29, -63.5, 8.5, 2.4, trim),
    rect(-44, -30, 58, 30, wall) + lines,
    shape('-49,-29 -33,-52 14,-52 22,-29', roof) + shape('-49,-29 22,-29 22,-27.2 -49,-27.2', trim),
    rect(8, -34, 36, 34, side),
    shape('8,-34 26,-54 44,-34', side),
    shape('3,-31.5 26,-58 49,-31.5 45.5,-31.5 26,-53.4 6.5,-31.5', roof),
    window_(20.5, -45, 11, 8, look),
    window_(14, -24, 24, 15, look, 2),
    window_(-39, -22, 13, 12, look),
    window_(-7, -22, 10, 12, look),
    rect(-24, -24, 13, 1.6, trim) + rect(-23.6, -23, 1, 23, trim) + rect(-12.4, -23, 1, 23, trim),
    door(-22.4, 18, look),
    rect(-26, -1.6, 17, 1.6, trim),
  ].join('')
}

function modern(look: HomeLook): string {
  const { wall, side, panel, flatRoof, trim, glass } = look
  const wood = Array.from({ length: 12 }, (_, i) =>
    rect(-46 + i * 2.5, -26, 0.4, 26, 'rgba(0,0,0,0.16)'),
  ).join('')
  return [
    rect(-46, -26, 30, 26, panel) + wood,
    rect(-16, -26, 60, 26, wall),
    rect(-12, -22, 34, 22, trim) + rect(-11, -21, 32, 21, glass),
    [-3, 5, 13].map((x) => rect(x, -21, 0.7, 21, trim)).join(''),
    shape('-6,-21 2,-21 -6,0 -11,0 -11,-8', 'rgba(255,255,255,0.16)'),
    door(28, 19, look),
    rect(-30, -50, 62, 24, wall) + rect(-30, -50, 20, 24, side),
    window_(-4, -45, 30, 13, look, 2),
    window_(-25, -45, 9, 13, look, 0),
    rect(-34, -53, 70, 3.2, flatRoof) + rect(-50, -28, 100, 2.6, flatRoof),
    rect(-42, -19, 18, 19, trim) + [0, 1, 2, 3].map((i) => rect(-41, -18 + i * 4.5, 16, 3.7, side)).join(''),
  ].join('')
}

function townhouse(look: HomeLook): string {
  const { wall, side, roof, trim } = look
  const fronts = [wall, side, wall]
  return fronts
    .map((front, i) => {
      const x = -45 + i * 30
      return [
        rect(x, -54, 29.4, 54, front),
        i === 1
          ? shape(`${x - 0.5},-54 ${x + 14.7},-70 ${x + 29.9},-54`, roof)
          : rect(x - 0.6, -58, 30.6, 4.4, roof),
        rect(x, -55, 29.4, 1.6, trim),
        window_(x + 4, -49, 7.5, 11, look),
        window_(x + 17.5, -49, 7.5, 11, look),
        window_(x + 4, -32, 7.5, 11, look),
        window_(x + 17.5, -32, 7.5, 11, look),
        door(x + 3.4, 15.5, look),
        window_(x + 17, -14, 8.5, 9.5, look),
      ].join('')
    })
    .join('')
}

function apartment(look: HomeLook): string {
  const { wall, side, roof, panel, trim, glass, unlit, random } = look
  const floors = 7
  const parts = [rect(-30, -96, 60, 96, wall), rect(16, -102, 16, 102, side), rect(-32, -98, 52, 3, roof)]
  for (let floor = 0; floor < floors; floor += 1) {
    const y = -92 + floor * 12
    for (let column = 0; column < 3; column += 1) {
      const x = -26 + column * 14
      const lit = random() > 0.3 ? glass : unlit
      parts.push(
        rect(x - 0.8, y - 0.8, 10.6, 9.6, trim),
        rect(x, y, 9, 8, lit),
        rect(x + 4.2, y, 0.6, 8, trim),
      )
      parts.push(
        rect(x - 1.6, y + 5, 12.2, 4, 'rgba(255,255,255,0.35)'),
        rect(x - 1.6, y + 4.6, 12.2, 0.8, trim),
      )
    }
    parts.push(rect(20.5, y, 7, 8.4, glass), rect(23.7, y, 0.5, 8.4, trim))
  }
  parts.push(
    rect(-26, -8, 38, 8, glass),
    rect(-26, -8.8, 38, 1, trim),
    rect(-8, -8, 0.6, 8, trim),
    rect(-30, -10.4, 48, 2, panel),
  )
  return parts.join('')
}

export const homes: Record<ListingFacts['homeKind'], (look: HomeLook) => string> = {
  house,
  modern,
  townhouse,
  apartment,
}
