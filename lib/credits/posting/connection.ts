import { connect as openSocket, type Socket } from 'node:net'
import type postgres from 'postgres'
import { connectDirect } from '@/db/client'

/**
 * A client with one connection that is never replaced. The driver would resend unsent queries on a new connection, so
 * the second half of a batch would run there without its transaction and without the lock. The lane opens a new client
 * instead.
 */
export function connectOnce(): postgres.Sql {
  let opened = false
  const socket = (options: postgres.ParsedOptions<Record<string, never>>): Promise<Socket> => {
    if (opened) return Promise.reject(new Error('the connection to the ledger was lost'))
    opened = true
    return dial(options)
  }
  // The driver supports `socket`, though its types don't include it. Neither idleness nor age may close a connection
  // that is never reopened.
  const lasting = { max: 1, idle_timeout: 0, max_lifetime: null, socket }
  // By default the driver queries types when it connects. If the connection breaks during that query, the process ends.
  return connectDirect({ ...lasting, fetch_types: false } as postgres.Options<Record<string, never>>)
}

function dial({ host, port, path }: postgres.ParsedOptions<Record<string, never>>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = path ? openSocket(path) : openSocket(port[0] ?? 5432, host[0] ?? 'localhost')
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}
