import { expect, test } from 'vitest'
import { library } from '../library'
import type { Branding } from '../views'
import { drawThumbnail, thumbnailVersion } from './thumbnail'

const branding: Branding = {
  workspaceId: 7,
  agencyName: 'Hill & Sons <Ltd>',
  color: '#17594e',
  logo: null,
  replyTo: '',
  phone: '',
  website: '',
  postalAddress: '',
}

test.each(library)('drawThumbnail shows the first words of $key in at most 8 KB', (template) => {
  const svg = drawThumbnail(template, branding)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  expect(svg.match(/<text /g)?.length).toBeGreaterThan(2)
  expect(svg).toContain('Hill &amp; Sons &lt;Ltd&gt;')
  expect(svg).toContain('#17594e')
  expect(svg).not.toContain('{{')
  expect(svg.length).toBeLessThan(8_192)
})

test('drawThumbnail stays small and escapes text, whatever a template contains', () => {
  const hostile = '<script>alert(1)</script> "x" '
  const body = `# ${hostile}\n\n${hostile.repeat(3_000)}\n\n${'y'.repeat(50_000)}\n\n{{ broken`
  const svg = drawThumbnail({ kind: 'email', subject: 's', body }, branding)
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&lt;script&gt;')
  expect(svg.length).toBeLessThan(8_192)
})

test('thumbnailVersion changes with the content and the brand, and with nothing else', () => {
  const one = { kind: 'email', subject: 's', body: 'Hi' } as const
  const first = thumbnailVersion(one, branding)
  expect(thumbnailVersion({ ...one }, { ...branding, phone: '555' } as Branding)).toBe(first)
  const others = [
    thumbnailVersion({ ...one, body: 'Ho' }, branding),
    thumbnailVersion(one, { ...branding, color: '#000000' }),
    thumbnailVersion({ ...one, kind: 'social' }, branding),
  ]
  expect(new Set([first, ...others]).size).toBe(4)
})
