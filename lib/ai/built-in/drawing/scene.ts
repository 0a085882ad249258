import { mix, paintHex } from '@/lib/ai/shared/paints'
import { randomFrom } from '@/lib/core/random'
import { type HomeLook, homes } from './homes'
import type { Area } from './layouts/sheet'
import { type ListingFacts, PICTURE_SEED } from './listing-facts'

type Light = {
  sky: [string, string, string]
  orb: string
  hills: [string, string]
  lawn: string
  leaf: [string, string]
  glass: string
  /** Unlit windows. */
  unlit: string
  path: string
  water: string
}

const lights: Record<ListingFacts['light'], Light> = {
  day: {
    sky: ['#7fb9dc', '#bfdfee', '#f4efe0'],
    orb: '#fff7dc',
    hills: ['#a9c6b6', '#7fa98d'],
    lawn: '#6d9c5d',
    leaf: ['#4c7f4f', '#6a9c5a'],
    glass: '#9cc4d6',
    unlit: '#c6dbe3',
    path: '#e3d8c3',
    water: '#6fa9c2',
  },
  golden: {
    sky: ['#e88f5e', '#f6bf86', '#fde9c6'],
    orb: '#fff0c2',
    hills: ['#d79a78', '#a9805f'],
    lawn: '#8a8b4b',
    leaf: ['#6a6b3a', '#8f7d3d'],
    glass: '#ffd98f',
    unlit: '#cfa67e',
    path: '#f0d9b3',
    water: '#c98c6b',
  },
  dusk: {
    sky: ['#1c2750', '#5a4b80', '#e08f80'],
    orb: '#f6ecd2',
    hills: ['#4b4a78', '#333a5e'],
    lawn: '#2f4a45',
    leaf: ['#22393a', '#2f4d44'],
    glass: '#ffd37a',
    unlit: '#3a4468',
    path: '#6d6a7c',
    water: '#3f4a78',
  },
}

const walls = [
  { wall: '#f3ede2', side: '#ddd2c0', roof: '#5b4a44', trim: '#ffffff', door: '#1f4a43' },
  { wall: '#e7e3dc', side: '#b9b4ab', roof: '#3b4248', trim: '#fbfbf9', door: '#a8402d' },
  { wall: '#d8e0dd', side: '#b4c3be', roof: '#46545b', trim: '#ffffff', door: '#c98b2e' },
  { wall: '#c9785a', side: '#b5654a', roof: '#4a3a36', trim: '#f8efe4', door: '#20323f' },
  { wall: '#f0dfc2', side: '#d9c197', roof: '#7a4a35', trim: '#fffaf0', door: '#2f4e6b' },
] as const

/** A home in its surroundings as SVG, used when there is no photo. */
export function drawScene({ width, height, centerX, groundY }: Area, facts: ListingFacts): string {
  const random = randomFrom(facts.seed + PICTURE_SEED)
  const light = lights[facts.light]
  const look = walls[Math.floor(random() * walls.length)] ?? walls[0]
  const ground = groundY
  // The surroundings take a third of the width. A home that is off center can be closer to the edge.
  const room = centerX === width / 2 ? width / 148 : (2 * Math.min(centerX, width - centerX)) / 112
  const scale = Math.min(room, ground / (facts.homeKind === 'apartment' ? 118 : 92))
  const center = centerX + width * (random() - 0.5) * 0.04
  const { glass, unlit } = light
  const home = homes[facts.homeKind]({ ...painted(look, facts), glass, unlit, random } satisfies HomeLook)
  const orbX = width * (0.14 + random() * 0.16) + (random() > 0.5 ? width * 0.55 : 0)
  const hill = (level: number, fill: string) => {
    const [a, b, c] = [random(), random(), random()].map((r) => level - (r - 0.3) * height * 0.13)
    return `<path d="M0 ${a} C ${width * 0.25} ${b}, ${width * 0.4} ${c}, ${width * 0.6} ${b} S ${width * 0.9} ${a}, ${width} ${c} V ${height} H 0 Z" fill="${fill}"/>`
  }
  const trees = [-1, 1]
    .flatMap((sideOf) =>
      [0, 1, 2].map((i) => {
        const x = center + sideOf * scale * (56 + i * 15 + random() * 7)
        return tree(x, ground + scale * (1 + i), scale * (0.85 + random() * 0.5), light.leaf, random)
      }),
    )
    .join('')
  const bushes = Array.from({ length: 7 }, (_, i) => {
    const x = center + scale * (-46 + i * 15 + random() * 5)
    if (Math.abs(x - center + scale * 18) < scale * 9) return ''
    const r = scale * (3.2 + random() * 2)
    return `<ellipse cx="${x}" cy="${ground + r * 0.2}" rx="${r * 1.5}" ry="${r}" fill="${light.leaf[i % 2]}"/>`
  }).join('')
  const cloudy = clouds(width, height, scale, facts.light === 'dusk' ? 0.14 : 0.55, random)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${cropOf(facts, { width, height, centerX, groundY })}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.sky[0]}"/><stop offset="0.5" stop-color="${light.sky[1]}"/><stop offset="0.82" stop-color="${light.sky[2]}"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="${light.orb}" stop-opacity="0.75"/><stop offset="1" stop-color="${light.orb}" stop-opacity="0"/></radialGradient>
<linearGradient id="near" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.28"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${orbX}" cy="${height * 0.2}" r="${scale * 34}" fill="url(#glow)"/><circle cx="${orbX}" cy="${height * 0.2}" r="${scale * (facts.light === 'dusk' ? 4.5 : 7)}" fill="${light.orb}"/>
${facts.clouds ? cloudy : ''}
${hill(ground - height * 0.12, light.hills[0])}${hill(ground - height * 0.04, light.hills[1])}
<rect y="${ground - scale * 2}" width="${width}" height="${height}" fill="${light.lawn}"/>
${facts.trees ? trees : ''}
<ellipse cx="${center}" cy="${ground + scale}" rx="${scale * 54}" ry="${scale * 3}" fill="#000" opacity="0.18"/>
<g transform="translate(${center} ${ground}) scale(${scale})">${home}</g>
${facts.waterside ? water(width, height, ground + scale * 7, scale, light, random) : path(center, ground, height, scale, light.path, facts.homeKind)}
${bushes}<rect y="${ground}" width="${width}" height="${height - ground}" fill="url(#near)"/></svg>`
}

const SIDE_SHADE = 0.12

/** The colors of the home, with those requested by name. */
function painted(
  look: (typeof walls)[number],
  { doorPaint, wallPaint, roofPaint }: ListingFacts,
): Omit<HomeLook, 'glass' | 'unlit' | 'random'> {
  const [door, wall, roof] = [doorPaint, wallPaint, roofPaint].map((name) => name && paintHex(name))
  return {
    wall: wall || look.wall,
    side: wall ? mix(wall, '#000000', SIDE_SHADE) : look.side,
    roof: roof || look.roof,
    panel: look.roof,
    flatRoof: roof || look.trim,
    trim: look.trim,
    door: door || look.door,
  }
}

/** The visible part of the scene: all of it, or a closer crop around the home or the requested side. */
function cropOf({ zoom, focus }: ListingFacts, { width, height, centerX, groundY }: Area): string {
  const [w, h] = [width / zoom, height / zoom]
  const x = focus === 'left' ? 0 : focus === 'right' ? width - w : centerX - centerX / zoom
  const y = focus === 'top' ? 0 : focus === 'bottom' ? height - h : groundY - groundY / zoom
  return `${x} ${y} ${w} ${h}`
}

function tree(x: number, y: number, s: number, leaf: [string, string], random: () => number): string {
  const trunk = `<rect x="${x - s}" y="${y - s * 14}" width="${s * 2}" height="${s * 14}" fill="#5a4636"/>`
  if (random() > 0.55) {
    const layer = (top: number, w: number) =>
      `<polygon points="${x - w * s},${y - (top - 16) * s} ${x},${y - top * s} ${x + w * s},${y - (top - 16) * s}" fill="${leaf[0]}"/>`
    return trunk + layer(24, 9) + layer(33, 7.5) + layer(41, 5.5)
  }
  const ball = (dx: number, dy: number, r: number, fill: string) =>
    `<circle cx="${x + dx * s}" cy="${y - dy * s}" r="${r * s}" fill="${fill}"/>`
  return (
    trunk +
    ball(-5, 19, 8, leaf[0]) +
    ball(5, 20, 8, leaf[0]) +
    ball(0, 27, 9, leaf[0]) +
    ball(-2.5, 28, 5.5, leaf[1]) +
    ball(4, 22, 4, leaf[1])
  )
}

function clouds(width: number, height: number, s: number, opacity: number, random: () => number): string {
  return Array.from({ length: 3 }, () => {
    const [x, y, k] = [random() * width, height * (0.08 + random() * 0.26), s * (0.8 + random() * 0.7)]
    return `<g fill="#fff" opacity="${opacity}"><rect x="${x - 15 * k}" y="${y}" width="${30 * k}" height="${5 * k}" rx="${2.5 * k}"/><circle cx="${x - 5 * k}" cy="${y}" r="${5 * k}"/><circle cx="${x + 4 * k}" cy="${y + k * 0.5}" r="${4 * k}"/></g>`
  }).join('')
}

function path(
  x: number,
  y: number,
  height: number,
  s: number,
  fill: string,
  kind: ListingFacts['homeKind'],
): string {
  const door = x + s * { house: -18, modern: 32.5, townhouse: -7, apartment: 0 }[kind]
  return `<path d="M${door - 4.5 * s} ${y} L${door + 4.5 * s} ${y} C ${door + 9 * s} ${(y + height) / 2}, ${x + 10 * s} ${(y + height) / 2}, ${x + 22 * s} ${height} H ${x - 16 * s} C ${x - 12 * s} ${(y + height) / 2}, ${door - 6 * s} ${(y + height) / 2}, ${door - 4.5 * s} ${y} Z" fill="${fill}"/>`
}

function water(
  width: number,
  height: number,
  top: number,
  s: number,
  light: Light,
  random: () => number,
): string {
  const ripples = Array.from({ length: 16 }, () => {
    const y = top + 8 + random() * (height - top)
    const w = s * (8 + random() * 26)
    return `<rect x="${random() * width - w / 2}" y="${y}" width="${w}" height="${s * 0.7}" rx="${s * 0.35}" fill="${light.sky[2]}" opacity="${0.25 + random() * 0.3}"/>`
  }).join('')
  return `<rect y="${top}" width="${width}" height="${height}" fill="${light.water}"/><rect y="${top}" width="${width}" height="${s}" fill="#fff" opacity="0.35"/>${ripples}`
}
