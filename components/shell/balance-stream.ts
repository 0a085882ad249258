type Heard = { onChange: () => void; onReturn: () => void }

/**
 * Hears of each change of the workspace's balance. However many tabs are open, one of them holds the connection and
 * tells the others: browsers allow six connections to a server, and a seventh tab would otherwise never load. When the
 * tab that holds it is closed, the next one takes over. Answers how to stop.
 */
export function followBalance(workspaceId: number, { onChange, onReturn }: Heard): () => void {
  const name = `market-trak-balance-${workspaceId}`
  const stopped = new AbortController()
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => (data === 'changed' ? onChange() : onReturn())

  const hold = () => {
    const source = new EventSource('/api/live')
    let lost = false
    source.addEventListener('balance', () => {
      channel.postMessage('changed')
      onChange()
    })
    source.onerror = () => {
      lost = true
    }
    source.onopen = () => {
      if (!lost) return
      lost = false
      channel.postMessage('returned')
      onReturn()
    }
    return new Promise<void>((resolve) => {
      stopped.signal.addEventListener('abort', () => {
        source.close()
        resolve()
      })
    })
  }

  // Locks need a secure page; without them each tab has a connection of its own.
  if (navigator.locks) navigator.locks.request(name, { signal: stopped.signal }, hold).catch(() => {})
  else void hold()
  return () => {
    stopped.abort()
    channel.close()
  }
}
