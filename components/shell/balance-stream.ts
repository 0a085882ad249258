type Message =
  | { kind: 'changed' }
  | { kind: 'version'; version: string }
  | { kind: 'release'; release: string }
  | { kind: 'joined' }
type Handlers = {
  onChange: () => void
  onVersion: (version: string) => void
  /** The version of the app that the server runs. */
  onRelease: (release: string) => void
}

/**
 * Calls back on each change of the workspace's balance. Only one tab holds the connection and forwards its events to the
 * others, because browsers allow six connections per server and a seventh tab would never load. When that tab closes, the
 * next one takes over. A connection starts with the version of the balance, so changes that were missed while there was no
 * connection are noticed. A tab that joins requests the version again. Returns a function that stops listening.
 */
export function followBalance(workspaceId: number, { onChange, onVersion, onRelease }: Handlers): () => void {
  const name = `market-trak-balance-${workspaceId}`
  const stopped = new AbortController()
  const channel = new BroadcastChannel(name)
  let source: EventSource | undefined

  const receive = (message: Message) => {
    if (message.kind === 'version') onVersion(message.version)
    if (message.kind === 'release') onRelease(message.release)
    if (message.kind === 'changed') onChange()
    if (message.kind === 'joined' && source) connect()
  }
  const broadcast = (message: Message) => {
    // Events can still arrive after the page was left, when the channel is already closed.
    if (stopped.signal.aborted) return
    channel.postMessage(message)
    receive(message)
  }
  const connect = () => {
    source?.close()
    source = new EventSource('/api/live')
    source.addEventListener('release', ({ data }) => broadcast({ kind: 'release', release: String(data) }))
    source.addEventListener('balance', () => broadcast({ kind: 'changed' }))
    source.addEventListener('version', ({ data }) => broadcast({ kind: 'version', version: String(data) }))
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

  channel.onmessage = ({ data }: MessageEvent<Message>) => receive(data)
  broadcast({ kind: 'joined' })
  // Locks need a secure context. Without them, each tab has its own connection.
  if (navigator.locks) navigator.locks.request(name, { signal: stopped.signal }, hold).catch(() => {})
  else void hold()
  return () => {
    stopped.abort()
    channel.close()
  }
}
