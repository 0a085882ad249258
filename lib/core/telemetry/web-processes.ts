import { mergeMetrics, type ProcessMetrics } from './merge-metrics'

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
