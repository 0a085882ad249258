import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { Bench } from '../bench.ts'
import { interleave, median, quantile, ratio } from '../harness.ts'
import { cpuTimeMs } from '../pages/cpu-time.ts'
import { CONNECTIONS, fetchPage, load, type Target } from '../pages/load.ts'
import { type Running, signInOwner, signInWithLongStatement, startBenchProduct } from '../pages/product.ts'
import { profile, sharesOf } from '../pages/profile.ts'
import { visitOnSlowPhone } from '../pages/slow-phone.ts'
import { startYardstick } from '../pages/yardstick.ts'

const STATEMENT_ROWS = 50
const STATEMENT_PAGE = 100
const YARDSTICK = 'yardstick'
const PROFILES = join(import.meta.dirname, '..', '..', '.data', 'profiles')

type Measured = { perSecond: number; p50: number; p99: number; cpuMs: number | null }

/**
 * Signed-in pages of the production build under load, next to the smallest page that an app of this kind could have. Both
 * use the same database. The product runs in as many web processes as `npm start` gives it, unless told otherwise, and the
 * yardstick in one, as `next start` does.
 */
export async function pages({ sql, report, size, profiled, onPhone, webProcesses }: Bench): Promise<void> {
  const say = (line: string) => report.log(line)
  const product = await startBenchProduct(say, profiled ? 1 : (webProcesses ?? availableParallelism()))
  const yardstick = await startYardstick(say)
  try {
    const targets = await targetsOf(product.url, yardstick.url, { sql })
    await sql`vacuum analyze`
    if (onPhone) return await visitAll(targets, report)
    if (profiled) return await profileAll(product, targets, size.roundMs, say)
    const measure = (name: string) => () =>
      measureOnce(targets[name], name === YARDSTICK ? yardstick : product, size.roundMs)
    const seen = await interleave(
      size.rounds,
      Object.fromEntries(Object.keys(targets).map((name) => [name, measure(name)])),
    )
    const goals: Record<string, number> = { dashboard: 1, 'billing overview': 0.7 }
    for (const [name, rounds] of Object.entries(seen)) {
      const of = (pick: (one: Measured) => number) => rounds.map(pick)
      const { bytes, compressedBytes, html } = await fetchPage(targetOf(targets, name))
      const beside = ratio(
        of((one) => one.perSecond),
        (seen[YARDSTICK] ?? []).map((one) => one.perSecond),
      )
      const goal = goals[name]
      report.add(
        `${name}: requests per second, compared with the yardstick`,
        beside,
        'x',
        goal === undefined ? undefined : { atLeast: goal },
      )
      report.add(`${name}: requests per second`, median(of((one) => one.perSecond)), '')
      report.add(
        `${name}: p50 with ${CONNECTIONS} connections`,
        median(of((one) => one.p50)),
        'ms',
        goal === undefined ? undefined : { atMost: 300 },
      )
      report.add(`${name}: p99 with ${CONNECTIONS} connections`, median(of((one) => one.p99)), 'ms')
      if (rounds.every(({ cpuMs }) => cpuMs !== null))
        report.add(
          `${name}: processor time of the web processes per request`,
          median(of((one) => one.cpuMs ?? 0)),
          'ms',
        )
      report.add(`${name}: bytes`, bytes, '', name === 'billing overview' ? { atMost: 120_000 } : undefined)
      report.add(`${name}: bytes of the payload that repeats the page`, payloadBytes(html), '')
      report.add(`${name}: bytes compressed`, compressedBytes, '')
    }
  } finally {
    await yardstick.stop()
    await product.stop()
  }
}

async function targetsOf(
  url: string,
  yardstickUrl: string,
  { sql }: Pick<Bench, 'sql'>,
): Promise<Record<string, Target>> {
  const { cookie, apiKey } = await signInOwner(sql)
  const long = await signInWithLongStatement(sql)
  const before = long.entries - (STATEMENT_PAGE - 1) * STATEMENT_ROWS + 1
  const signedIn = (path: string, headers: Record<string, string> = { cookie }): Target => ({
    url: `${url}${path}`,
    headers,
  })
  return {
    [YARDSTICK]: { url: yardstickUrl, headers: { cookie } },
    dashboard: signedIn('/dashboard'),
    'billing overview': signedIn(billingHref()),
    [`statement page ${STATEMENT_PAGE}`]: signedIn(billingHref('statement', { query: { before } }), {
      cookie: long.cookie,
    }),
    reports: signedIn('/reports'),
    help: signedIn('/help/credits'),
    'GET /api/v1/balance': signedIn('/api/v1/balance', { authorization: `Bearer ${apiKey}` }),
  }
}

function targetOf(targets: Record<string, Target>, name: string): Target {
  const target = targets[name]
  if (!target) throw new Error(`unknown page: ${name}`)
  return target
}

/** First visits on a slow phone. Absolute times, so two versions are compared on the same machine, one after the other. */
async function visitAll(targets: Record<string, Target>, report: Bench['report']): Promise<void> {
  for (const name of ['dashboard', 'billing overview']) {
    const { largestPaintMs, blockedMs, scriptBytes } = await visitOnSlowPhone(targetOf(targets, name))
    report.add(`${name}: largest paint on a slow phone`, largestPaintMs, 'ms')
    report.add(`${name}: blocked on a slow phone`, blockedMs, 'ms')
    report.add(`${name}: bytes of scripts as sent`, scriptBytes, '')
  }
}

async function measureOnce(target: Target | undefined, { pid }: Running, forMs: number): Promise<Measured> {
  if (!target) throw new Error('unknown page')
  const before = cpuTimeMs(pid)
  const { count, perSecond, waitsMs } = await load(target, forMs)
  const after = cpuTimeMs(pid)
  return {
    perSecond,
    p50: quantile(waitsMs, 0.5),
    p99: quantile(waitsMs, 0.99),
    cpuMs: before === null || after === null ? null : (after - before) / count,
  }
}

/** Next.js sends what it rendered a second time, as data from which the browser's React continues. */
function payloadBytes(html: string): number {
  const scripts = html.match(/<script[^>]*>self\.__next_f\.push\(.*?<\/script>/gs) ?? []
  return scripts.reduce((total, script) => total + Buffer.byteLength(script), 0)
}

/** Writes a profile of each page for a profile viewer, and prints where its time went. */
async function profileAll(
  product: Running,
  targets: Record<string, Target>,
  forMs: number,
  say: (line: string) => void,
): Promise<void> {
  mkdirSync(PROFILES, { recursive: true })
  for (const [name, target] of Object.entries(targets)) {
    if (name === YARDSTICK) continue
    await load(target, forMs)
    const seen = await profile(product.pid, () => load(target, forMs))
    const file = join(PROFILES, `${name.replaceAll(/\W+/g, '-')}.cpuprofile`)
    writeFileSync(file, JSON.stringify(seen))
    say(`\n${name} (${file})`)
    for (const { what, percent } of sharesOf(seen).slice(0, 15))
      say(`${percent.toFixed(1).padStart(6)} %  ${what}`)
  }
}
