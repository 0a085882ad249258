import { Resolver } from 'node:dns/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Asks DNS. Tests answer themselves. Empty without such a record; throws if no name server answers. */
export type DnsLookups = {
  txt(name: string): Promise<string[]>
  cname(name: string): Promise<string[]>
}

/** For one name, with its repetitions. */
const TIMEOUT_MS = 5_000
const TRY = { timeout: 1_500, tries: 2 }
const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA'])

export const realDns: DnsLookups = {
  txt: (name) => ask(async (resolver) => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
  cname: (name) => ask((resolver) => resolver.resolveCname(name)),
}

async function ask(query: (resolver: Resolver) => Promise<string[]>): Promise<string[]> {
  const resolver = new Resolver(TRY)
  const stop = new AbortController()
  try {
    return await Promise.race([
      query(resolver),
      sleep(TIMEOUT_MS, undefined, { signal: stop.signal }).then(() => {
        throw new Error('no name server answered in time')
      }),
    ])
  } catch (error) {
    if (NO_RECORD.has((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  } finally {
    stop.abort()
    resolver.cancel()
  }
}
