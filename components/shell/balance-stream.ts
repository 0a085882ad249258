type Told = { kind: 'changed' } | { kind: 'version'; version: string } | { kind: 'joined' }
type Heard = { onChange: () => void; onVersion: (version: string) => void }

/**
 * Hears of each change of the workspace's balance. However many tabs are open, one of them holds the connection and
 * tells the others: browsers allow six connections to a server, and a seventh tab would otherwise never load. When the
 * tab that holds it is closed, the next one takes over. A connection begins with the version of the balance, so that
 * what changed while there was none is noticed too; a tab that joins asks for it anew. Answers how to stop.
 */
export function followBalance(workspaceId: number, { onChange, onVersion }: Heard): () => void {
  const name = `market-trak-balance-${workspaceId}`
  const stopped = new AbortController()
  const channel = new BroadcastChannel(name)
  let source: EventSource | undefined

  const hear = (told: Told) => {
    if (told.kind === 'version') onVersion(told.version)
    if (told.kind === 'changed') onChange()
    if (told.kind === 'joined' && source) connect()
  }
  const tell = (told: Told) => {
    // What was under way when the page was left still arrives; the channel is closed by then.
    if (stopped.signal.aborted) return
    channel.postMessage(told)
    hear(told)
  }
  const connect = () => {
    source?.close()
    source = new EventSource('/api/live')
    source.addEventListener('balance', () => tell({ kind: 'changed' }))
    source.addEventListener('version', ({ data }) => tell({ kind: 'version', version: String(data) }))
  }
  const hold = () => {
    connect()
    return new Promise<void>((resolve) => {
      stopped.signal.addEventListener('abort', () => {
        source?.close()
        resolve()
      })
    })
  }

  channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data)
  tell({ kind: 'joined' })
  // Locks need a secure page; without them each tab has a connection of its own.
  if (navigator.locks) navigator.locks.request(name, { signal: stopped.signal }, hold).catch(() => {})
  else void hold()
  return () => {
    stopped.abort()
    channel.close()
  }
}
