import { type Box, box } from './boxes'

/** A drawn part with its height. Null if it is empty. */
export type Part = { box: Box; height: number }

/** Stacks the parts that are not empty. */
export function stack(gap: number, parts: (Part | null)[], align = 'stretch'): Part {
  const there = parts.filter((part) => part !== null)
  return {
    box: box(
      { alignItems: align },
      ...there.map((part, i) => box({ marginTop: i > 0 ? gap : 0, alignItems: align }, part.box)),
    ),
    height: there.reduce((sum, { height }) => sum + height, 0) + gap * Math.max(0, there.length - 1),
  }
}

/** Two parts at the ends of one line. A single one is on the left. */
export function ends(left: Part | null, right: Part | null): Part | null {
  if (!left || !right) return left ?? right
  return {
    box: box(
      { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-end' },
      left.box,
      right.box,
    ),
    height: Math.max(left.height, right.height),
  }
}

/** The largest scale at which a block fits the height, or the smallest scale. */
export function fitted(scales: readonly number[], room: number, make: (scale: number) => Part): Part {
  let last = make(scales[0] ?? 1)
  for (const scale of scales.slice(1)) {
    if (last.height <= room) break
    last = make(scale)
  }
  return last
}

/** From large to small. A story has room for larger text. */
export const SCALES = [1.12, 1, 0.9, 0.8, 0.7] as const
export const STORY_SCALES = [1.3, ...SCALES] as const
