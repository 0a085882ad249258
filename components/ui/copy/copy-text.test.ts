import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './copy-text'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('copyText says that it copied what it was given', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('https://a.test/x')).toBe('copied')
  expect(writeText).toHaveBeenCalledWith('https://a.test/x')
})

test('copyText says that it failed when the clipboard is refused or missing', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('refused')) } })
  expect(await copyText('x')).toBe('failed')
  vi.stubGlobal('navigator', {})
  expect(await copyText('x')).toBe('failed')
})
