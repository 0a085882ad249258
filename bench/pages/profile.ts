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

/** Names for the parts of a server, by the file that a sample was in or was called from; the first match counts. */
const PARTS: [what: string, file: RegExp][] = [
  ['database driver', /node_modules\/postgres\//],
  ['Next.js and React', /node_modules\/next\/|_next_dist_|app-page|app-route/],
  ['icons', /lucide/],
  ['our formats and texts', /lib_core_/],
  ['our code, Drizzle and other packages', /\/server\/chunks\/|node_modules\//],
]

/** Time of each part, largest first, without the time in which the server was idle. */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Share[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const parts = new Map(nodes.map(({ id }) => [id, partOf(framesOf(id, byId, parents))]))
  const spent = new Map<string, number>()
  let total = 0
  for (const [at, id] of samples.entries()) {
    const what = parts.get(id)
    if (!what) continue
    const time = timeDeltas[at] ?? 0
    spent.set(what, (spent.get(what) ?? 0) + time)
    total += time
  }
  return [...spent]
    .map(([what, time]) => ({ what, percent: (time / total) * 100 }))
    .toSorted((a, b) => b.percent - a.percent)
}

type Frame = Profiler.ProfileNode['callFrame']

/** The function of a node and its callers, innermost first. */
function framesOf(
  id: number,
  byId: ReadonlyMap<number, Profiler.ProfileNode>,
  parents: ReadonlyMap<number, number>,
): Frame[] {
  const frames: Frame[] = []
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const frame = byId.get(at)?.callFrame
    if (frame) frames.push(frame)
  }
  return frames
}

/** Null for idle time. Node's own functions count for their caller, except compression and HTTP. */
function partOf([leaf, ...callers]: Frame[]): string | null {
  const name = leaf?.functionName
  if (name === '(idle)' || name === '(program)' || !leaf) return null
  if (name === '(garbage collector)') return 'garbage collection'
  for (const { url } of [leaf, ...callers]) {
    if (url.includes('zlib')) return 'compression'
    if (/^node:_?http/.test(url)) return 'HTTP'
    const part = PARTS.find(([, file]) => file.test(url))?.[0]
    if (part) return part
  }
  return 'Node.js'
}
