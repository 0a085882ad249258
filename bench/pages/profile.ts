import type { Profiler } from 'node:inspector'

/** Where a share of the processor time of a profile went. */
export type Share = { what: string; percent: number }

/**
 * Profiles a Node process from outside while `work` runs: opens its inspector on this machine only, for as long as that
 * takes.
 */
export async function profile(pid: number, work: () => Promise<unknown>): Promise<Profiler.Profile> {
  process.kill(pid, 'SIGUSR1')
  const session = await openSession()
  try {
    await session.send('Profiler.enable')
    await session.send('Profiler.setSamplingInterval', { interval: 200 })
    await session.send('Profiler.start')
    await work()
    const { profile } = (await session.send('Profiler.stop')) as { profile: Profiler.Profile }
    return profile
  } finally {
    session.close()
  }
}

const INSPECTOR = 'http://127.0.0.1:9229/json/list'
const ATTEMPTS = 50

async function openSession() {
  const address = await inspectorAddress()
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown }
    if (id !== undefined) waiting.get(id)?.(result)
  })
  let last = 0
  return {
    close: () => socket.close(),
    send(method: string, params = {}): Promise<unknown> {
      last += 1
      const id = last
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve) => waiting.set(id, resolve))
    },
  }
}

async function inspectorAddress(): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [found] = await fetch(INSPECTOR).then(
      (answer) => answer.json() as Promise<{ webSocketDebuggerUrl: string }[]>,
      () => [],
    )
    if (found) return found.webSocketDebuggerUrl
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The inspector of the server did not open. Is another program using port 9229?')
}

/** Names for the parts of a server, by the file of a function; the first match counts. */
const PARTS: [what: string, file: RegExp][] = [
  ['React: rendering to HTML', /react-dom|ssr\/.*react-dom/],
  ['React: the payload for the browser', /react-server-dom/],
  ['database driver and Drizzle', /node_modules\/postgres\/|drizzle/],
  ['Stripe client', /stripe/],
  ['Next.js', /node_modules\/next\/|next_dist|next-server/],
  ['our code and packages', /\.next[^/]*\/server|node_modules/],
]

/** Self time of each part, largest first. */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Share[] {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const spent = new Map<string, number>()
  let total = 0
  for (const [at, id] of samples.entries()) {
    const frame = byId.get(id)
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') continue
    const time = timeDeltas[at] ?? 0
    const what = partOf(frame)
    spent.set(what, (spent.get(what) ?? 0) + time)
    total += time
  }
  return [...spent]
    .map(([what, time]) => ({ what, percent: (time / total) * 100 }))
    .toSorted((a, b) => b.percent - a.percent)
}

function partOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (url.startsWith('node:')) {
    if (/zlib/.test(url)) return 'compression'
    if (/net|http|stream_base|_http/.test(url)) return 'sockets and HTTP'
    return /async_hooks|async_local_storage/.test(url) ? 'async context' : 'Node.js'
  }
  if (url === '') return `native: ${functionName || 'anonymous'}`
  return PARTS.find(([, file]) => file.test(url))?.[0] ?? 'other'
}
