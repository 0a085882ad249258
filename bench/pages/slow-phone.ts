import { type Browser, chromium, type Page } from '@playwright/test'
import { ensureBrowser } from '@/local/browser'
import { median } from '../harness.ts'
import type { Target } from './load.ts'

/** A phone of the lower half, on a slow mobile connection: the mobile preset of Lighthouse. */
const CPU_SLOWDOWN = 4
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const VIEWPORT = { width: 390, height: 844 }
const VISITS = 5
/** Without a long task for this long, a page has finished. */
const QUIET_MS = 1_500

type Visit = { largestPaintMs: number; blockedMs: number; scriptBytes: number }

/** First visits of a page on a slow phone, with an empty cache; the median of several. */
export async function visitOnSlowPhone({ url, headers }: Target): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(console.log),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const visits: Visit[] = []
    for (let i = 0; i < VISITS; i += 1) visits.push(await visitOnce(browser, url, headers.cookie ?? ''))
    const of = (pick: (visit: Visit) => number) => median(visits.map(pick))
    return {
      largestPaintMs: of((visit) => visit.largestPaintMs),
      blockedMs: of((visit) => visit.blockedMs),
      scriptBytes: of((visit) => visit.scriptBytes),
    }
  } finally {
    await browser.close()
  }
}

async function visitOnce(browser: Browser, url: string, cookie: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: VIEWPORT, isMobile: true, hasTouch: true })
  try {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url }])
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', NETWORK)
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(watchPaints)
    let scriptBytes = 0
    page.on('requestfinished', async (request) => {
      if (request.resourceType() === 'script') scriptBytes += (await request.sizes()).responseBodySize
    })
    await page.goto(url, { waitUntil: 'load' })
    await untilQuiet(page)
    const seen = await page.evaluate(() => Reflect.get(window, 'seen') as { paint: number; blocked: number })
    return { largestPaintMs: seen.paint, blockedMs: seen.blocked, scriptBytes }
  } finally {
    await context.close()
  }
}

const untilQuiet = (page: Page) =>
  page.waitForFunction((quietMs) => {
    const { lastTask } = Reflect.get(window, 'seen') as { lastTask: number }
    return performance.now() - lastTask > quietMs
  }, QUIET_MS)

/** Runs in the page. What a task takes over 50 ms blocks: a tap waits for it. */
function watchPaints(): void {
  const seen = { paint: 0, blocked: 0, lastTask: 0 }
  Reflect.set(window, 'seen', seen)
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.paint = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.blocked += Math.max(0, duration - 50)
      seen.lastTask = startTime + duration
    }
  }).observe({ type: 'longtask', buffered: true })
}
