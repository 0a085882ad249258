import { Bell, CircleCheck, Clock, FileChartColumn, House, ImageIcon, Plus, Settings } from 'lucide-react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { footNav, navGroups } from '@/components/shell/navigation/nav-items'
import { Icon } from './icon'

const used = [Bell, CircleCheck, Clock, FileChartColumn, House, ImageIcon, Plus, Settings]
const all = new Set([
  ...used,
  ...[...navGroups.flatMap(({ items }) => items), ...footNav].map(({ icon }) => icon),
])
const linesIn = (markup: string) => markup.replace(/^<svg[^>]*>|<\/svg>$/g, '')

describe('Icon', () => {
  test('has the lines of each icon of lucide-react', () => {
    for (const Original of all) {
      const expected = linesIn(renderToStaticMarkup(<Original />))
      expect(expected).toMatch(/^<[a-z]+ /)
      expect(linesIn(renderToStaticMarkup(<Icon of={Original} />))).toBe(expected)
    }
  })

  test('has the size, strokes and class of lucide-react, and is hidden from screen readers', () => {
    const markup = renderToStaticMarkup(<Icon of={House} className="size-4" />)
    const original = renderToStaticMarkup(<House className="size-4" aria-hidden="true" />)
    for (const name of [
      'width',
      'height',
      'viewBox',
      'fill',
      'stroke',
      'stroke-width',
      'stroke-linecap',
      'stroke-linejoin',
      'aria-hidden',
    ])
      expect(markup.match(new RegExp(` ${name}="[^"]*"`))?.[0]).toBe(
        original.match(new RegExp(` ${name}="[^"]*"`))?.[0],
      )
    expect(markup).toContain('class="size-4"')
  })
})
