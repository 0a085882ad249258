import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge } from 'tailwind-merge'

const any = () => true
const textSizes = /^(xs|sm|base|lg|\dxl|xl)$/
const textPlaces = /^(left|right|center|start|end|justify|wrap|nowrap|balance|pretty|ellipsis|clip)$/
const borderWidths =
  /^([xytrbles]|\d|[xytrbles]-.*|dashed|solid|dotted|double|none|hidden|collapse|separate)$/

/**
 * The class groups that callers of our components override. The full tailwind-merge table would add 8 kB to every page.
 * Groups not listed here are not merged, so add a group when a component needs it.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 1_000,
  theme: {},
  classGroups: {
    display: ['block', 'inline', 'inline-block', 'flex', 'inline-flex', 'grid', 'inline-grid', 'hidden'],
    position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
    size: [{ size: [any] }],
    w: [{ w: [any] }],
    h: [{ h: [any] }],
    p: [{ p: [any] }],
    px: [{ px: [any] }],
    py: [{ py: [any] }],
    mb: [{ mb: [any] }],
    gap: [{ gap: [(value: string) => !/^[xy]-/.test(value)] }],
    cursor: [{ cursor: [any] }],
    'min-h': [{ 'min-h': [any] }],
    'bg-color': [{ bg: [any] }],
    'text-size': [{ text: [(value: string) => textSizes.test(value)] }],
    'text-place': [{ text: [(value: string) => textPlaces.test(value)] }],
    'text-color': [{ text: [(value: string) => !textSizes.test(value) && !textPlaces.test(value)] }],
    'border-color': [{ border: [(value: string) => !borderWidths.test(value)] }],
    whitespace: [{ whitespace: [any] }],
    align: [{ align: [any] }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
    items: [{ items: [any] }],
    justify: [{ justify: [(value: string) => !/^(self|items)-/.test(value)] }],
  },
  conflictingClassGroups: { size: ['w', 'h'], p: ['px', 'py'] },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}))

/** Joins class names; a later class replaces an earlier one of the same group. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values))
}
