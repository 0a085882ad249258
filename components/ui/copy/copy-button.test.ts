import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = globSync('{app,components}/**/*.{ts,tsx}')
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), source: readFileSync(file, 'utf8') }))

test('copy-text.ts alone writes to the clipboard', () => {
  const writing = sources.filter(({ source }) => /navigator\.clipboard/.test(source)).map(({ file }) => file)
  expect(writing).toEqual(['components/ui/copy/copy-text.ts'])
})

test('whatever is shown to be copied by hand has a CopyButton beside it', () => {
  const shown = sources.filter(({ source }) => /select-all|readOnly value=/.test(source))
  expect(shown.length).toBeGreaterThanOrEqual(4)
  expect(shown.filter(({ source }) => !source.includes('<CopyButton')).map(({ file }) => file)).toEqual([])
})
