import { createHash, timingSafeEqual } from 'node:crypto'

/** Longer than the server waits for its other processes. */
const LIMIT_MS = 4_000

type Message = { marketTrak?: string; id?: number; texts?: ProcessMetrics[] } | null

/** Whether serve.ts started this process as one of several on the same port. */
const isOneOfSeveral = (): boolean =>
  process.env.WEB_PROCESS !== undefined && typeof process.send === 'function'

const send = (message: object) => void process.send?.(message)

/** Tells serve.ts that this process is ready, and answers it when it collects metrics. */
export function joinWebProcesses(readMetrics: () => Promise<string | null>): void {
  if (!isOneOfSeveral()) return
  process.on('message', (message: Message) => {
    if (message?.marketTrak !== 'metrics-wanted') return
    const { id } = message
    readMetrics().then(
      (text) => send({ marketTrak: 'metrics', id, text }),
      () => send({ marketTrak: 'metrics', id, text: null }),
    )
  })
  send({ marketTrak: 'ready' })
}

let lastQuestion = 0

/** The metrics of all web processes on this port; `readOwn` is all there is for a single one. */
export async function readAllMetrics(readOwn: () => Promise<string | null>): Promise<string | null> {
  if (!isOneOfSeveral()) return readOwn()
  const texts = await askForMetrics()
  return texts === null || texts.length === 0 ? null : mergeMetrics(texts)
}

/** Null if there is no answer in time. */
function askForMetrics(): Promise<ProcessMetrics[] | null> {
  lastQuestion += 1
  const id = lastQuestion
  return new Promise((resolve) => {
    const finish = (texts: ProcessMetrics[] | null) => {
      clearTimeout(limit)
      process.off('message', onMessage)
      resolve(texts)
    }
    const onMessage = (message: Message) => {
      if (message?.marketTrak === 'all-metrics' && message.id === id) finish(message.texts ?? null)
    }
    const limit = setTimeout(() => finish(null), LIMIT_MS)
    process.on('message', onMessage)
    send({ marketTrak: 'read-metrics', id })
  })
}

/** The metrics of one of several processes, in the text format of Prometheus. */
type ProcessMetrics = { process: number; text: string }

type Family = { comments: string[]; samples: string[] }

/**
 * One text with the metrics of several processes: the format allows each metric to be described only once, with all of its
 * samples below. Each sample says which process it is from, as an `instance` does for several hosts.
 */
export function mergeMetrics(all: readonly ProcessMetrics[]): string {
  const families = new Map<string, Family>()
  for (const { process, text } of all) {
    let current: Family = { comments: [], samples: [] }
    for (const line of text.split('\n')) {
      const described = /^# (?:HELP|TYPE|UNIT) (\S+)/.exec(line)?.[1]
      if (described !== undefined) {
        current = families.get(described) ?? { comments: [], samples: [] }
        families.set(described, current)
        if (!current.comments.includes(line)) current.comments.push(line)
      } else if (line !== '' && !line.startsWith('#')) {
        current.samples.push(withProcess(line, process))
      }
    }
  }
  const lines = [...families.values()].flatMap(({ comments, samples }) => [...comments, ...samples])
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}

function withProcess(sample: string, process: number): string {
  const label = `process="${process}"`
  return sample.replace(/^([\w:]+)(\{)?/, (_, name: string, brace?: string) =>
    brace ? `${name}{${label},` : `${name}{${label}}`,
  )
}

/** Whether the request carries the token, as `Authorization: Bearer <token>`. Compares in constant time. */
export function hasMetricsToken(authorization: string | null, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
