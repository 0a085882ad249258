import { readFileSync } from 'node:fs'
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

  test('has the box of lucide-react, its class from app/globals.css and its own, and is hidden from screen readers', () => {
    const markup = renderToStaticMarkup(<Icon of={House} className="size-4" />)
    const original = renderToStaticMarkup(<House className="size-4" aria-hidden="true" />)
    for (const name of ['viewBox', 'aria-hidden']) {
      const written = new RegExp(` ${name}="[^"]*"`)
      expect(markup.match(written)?.[0]).toBe(original.match(written)?.[0] ?? 'missing')
    }
    expect(markup).toContain('class="icon size-4"')
    expect(renderToStaticMarkup(<Icon of={House} />)).toContain('class="icon"')
  })

  test('is drawn by its class as lucide-react draws its own', () => {
    const original = renderToStaticMarkup(<House />)
    const rule = /\.icon \{([^}]*)\}/.exec(readFileSync('app/globals.css', 'utf8'))?.[1] ?? ''
    for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin']) {
      const value = new RegExp(` ${name}="([^"]*)"`).exec(original)?.[1] ?? 'missing'
      expect(rule.toLowerCase()).toContain(` ${name}: ${value.toLowerCase()};`)
    }
    expect(rule).toContain(' width: 24px;')
    expect(rule).toContain(' height: 24px;')
  })
})
