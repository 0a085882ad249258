import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const PUBLIC = join(import.meta.dirname, '../../public')
const WORKER = readFileSync(join(PUBLIC, 'offline-worker.js'), 'utf8')

type Asked = { mode: string; method: string }
type Listener = (event: Record<string, unknown>) => void

/** Runs the service worker online or offline; returns its caches and responses. */
function worker({ online }: { online: boolean }) {
  const listeners: Record<string, Listener> = {}
  const cached: string[] = []
  const cache = { add: async (request: { url: string }) => void cached.push(request.url) }
  runInNewContext(WORKER, {
    self: {
      addEventListener: (name: string, listener: Listener) => {
        listeners[name] = listener
      },
      skipWaiting: async () => {},
      registration: {},
    },
    caches: {
      open: async () => cache,
      keys: async () => [],
      match: async (url: string) => (cached.includes(url) ? 'the offline page' : undefined),
    },
    Request: class {
      constructor(readonly url: string) {}
    },
    Response: { error: () => 'an error' },
    fetch: async () => {
      if (!online) throw new TypeError('Failed to fetch')
      return 'the page'
    },
  })
  const waited = async (name: string) => {
    let done: unknown
    listeners[name]?.({
      waitUntil: (work: unknown) => {
        done = work
      },
    })
    await done
  }
  const answer = async (request: Asked): Promise<unknown> => {
    let answered: unknown = 'left to the browser'
    listeners.fetch?.({
      request,
      preloadResponse: Promise.resolve(undefined),
      respondWith: (work: unknown) => {
        answered = work
      },
    })
    return answered
  }
  return { cached, waited, answer }
}

test('the offline worker caches the offline page and nothing else', async () => {
  const { cached, waited, answer } = worker({ online: true })
  await waited('install')
  await waited('activate')
  expect(await answer({ mode: 'navigate', method: 'GET' })).toBe('the page')
  expect(cached).toEqual(['/offline.html'])
  expect(WORKER).not.toMatch(/\.put\(|addAll/)
})

test('the offline worker serves the offline page when a page is opened offline', async () => {
  const { waited, answer } = worker({ online: false })
  await waited('install')
  expect(await answer({ mode: 'navigate', method: 'GET' })).toBe('the offline page')
})

test('the offline worker ignores data, files and form submissions', async () => {
  const { waited, answer } = worker({ online: false })
  await waited('install')
  for (const asked of [
    { mode: 'cors', method: 'GET' },
    { mode: 'same-origin', method: 'POST' },
    { mode: 'no-cors', method: 'GET' },
    { mode: 'navigate', method: 'POST' },
  ])
    expect(await answer(asked)).toBe('left to the browser')
})

test('the offline page loads no other resources', () => {
  const html = readFileSync(join(PUBLIC, 'offline.html'), 'utf8')
  expect(html).not.toMatch(/<script|<link|src=|url\(|@import|https?:/)
  expect(html).toContain('<a href="">Try again</a>')
})
