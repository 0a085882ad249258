import { globSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { whenOnline } from './when-online'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('whenOnline loads code once the connection is back', async () => {
  const browser = { onLine: false }
  let back = () => {}
  vi.stubGlobal('navigator', browser)
  vi.stubGlobal('addEventListener', (_name: string, listener: () => void) => {
    back = listener
  })
  const load = vi.fn(async () => {
    if (!browser.onLine) throw new Error('ChunkLoadError')
    return 'the menu'
  })
  const loading = whenOnline(load)()
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1))
  browser.onLine = true
  back()
  expect(await loading).toBe('the menu')
})

test('whenOnline fails immediately while online', async () => {
  vi.stubGlobal('navigator', { onLine: true })
  await expect(whenOnline(() => Promise.reject(new Error('gone')))()).rejects.toThrow('gone')
})

test('every lazy component waits for the connection', () => {
  const lazies = globSync('{app,components}/**/*.tsx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/= lazy\((?!<)\s*(.{0,40})/g)].map((match) => ({
      file,
      load: match[1] ?? '',
    })),
  )
  expect(lazies.length).toBeGreaterThan(10)
  expect(lazies.filter(({ load }) => !load.startsWith('whenOnline('))).toEqual([])
})
