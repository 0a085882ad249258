/** Colors for a door, walls or a roof, by name. Pure, and safe in a browser. */

const PAINTS = {
  white: '#f7f5f0',
  cream: '#f3e7c9',
  beige: '#d9c6a5',
  yellow: '#e8bf3a',
  orange: '#d9772b',
  red: '#b3261e',
  pink: '#dc8fa6',
  purple: '#6b3f86',
  blue: '#2f5fa8',
  navy: '#1d2f57',
  teal: '#1f7a78',
  green: '#3d7a45',
  brown: '#6d4630',
  gray: '#84888c',
  black: '#1c1d20',
} as const
const SHADES = { light: ['#ffffff', 0.45], dark: ['#000000', 0.4] } as const

export const paintNames = Object.keys(PAINTS) as (keyof typeof PAINTS)[]

/** "#b3261e" for "red", and a darker one for "dark red". Null for an unknown color. */
export function paintHex(name: string): string | null {
  const [, shade, base] = /^(?:(light|dark) )?(\w+)$/.exec(name) ?? []
  const hex = Object.hasOwn(PAINTS, base ?? '') ? PAINTS[base as keyof typeof PAINTS] : null
  if (!hex || !shade) return hex
  const [toward, share] = SHADES[shade as keyof typeof SHADES]
  return mix(hex, toward, share)
}

/** Mixes two colors. `share` is the part of the second one. */
export function mix(from: string, toward: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [from, toward].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number]
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}
