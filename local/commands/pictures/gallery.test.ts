import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { galleryPage } from './gallery'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'screens')

test('docs/screens/README.md lists every screenshot in the folder', () => {
  const files = readdirSync(FOLDER)
  const page = readFileSync(join(FOLDER, 'README.md'), 'utf8')
  expect(page).toBe(galleryPage(files))
  for (const file of files.filter((name) => name.endsWith('.webp'))) expect(page).toContain(`](${file})`)
})

test('galleryPage lists the states of each screen, and unknown screens by file name', () => {
  const page = galleryPage([
    'billing-zero-390-light.webp',
    'billing-zero-1440-dark.webp',
    'other-390-light.webp',
    'x.png',
  ])
  expect(page).toContain('## Billing page\n\n| State | At 390 px | Screenshots |')
  expect(page).toContain(
    '| zero | ![Billing page: zero](billing-zero-390-light.webp) | [1440 px, dark](billing-zero-1440-dark.webp)<br>[390 px, light](billing-zero-390-light.webp) |',
  )
  expect(page).toContain('## other\n')
  expect(page).not.toContain('x.png')
})
