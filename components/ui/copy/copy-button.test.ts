import { globSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './copy-button'

const sources = globSync('{app,components}/**/*.{ts,tsx}')
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), source: readFileSync(file, 'utf8') }))

test('only copy-button.tsx writes to the clipboard', () => {
  const writing = sources.filter(({ source }) => /navigator\.clipboard/.test(source)).map(({ file }) => file)
  expect(writing).toEqual(['components/ui/copy/copy-button.tsx'])
})

test('text shown for copying has a CopyButton next to it', () => {
  const shown = sources.filter(({ source }) => /select-all|readOnly value=/.test(source))
  expect(shown.length).toBeGreaterThanOrEqual(4)
  expect(shown.filter(({ source }) => !source.includes('<CopyButton')).map(({ file }) => file)).toEqual([])
})

afterEach(() => {
  vi.unstubAllGlobals()
})

test('copyText returns copied and copies the given text', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('https://a.test/x')).toBe('copied')
  expect(writeText).toHaveBeenCalledWith('https://a.test/x')
})

test('copyText returns failed when the clipboard is denied or missing', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('refused')) } })
  expect(await copyText('x')).toBe('failed')
  vi.stubGlobal('navigator', {})
  expect(await copyText('x')).toBe('failed')
})
