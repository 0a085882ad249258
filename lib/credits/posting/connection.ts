import { connect as openSocket, type Socket } from 'node:net'
import type postgres from 'postgres'
import { connect } from '@/db/client'

/**
 * A client of one connection that is never replaced. The driver would carry what it had not sent yet over to a new
 * connection: the second half of a batch would run there by itself, without its transaction and without the lock.
 * The lane asks for another client instead.
 */
export function connectOnce(): postgres.Sql {
  let opened = false
  const socket = (options: postgres.ParsedOptions<Record<string, never>>): Promise<Socket> => {
    if (opened) return Promise.reject(new Error('the connection of the ledger was lost'))
    opened = true
    return dial(options)
  }
  // `socket` is the driver's, though its types do not tell. Neither idleness nor age may close what is not reopened.
  const lasting = { max: 1, idle_timeout: 0, max_lifetime: null, socket }
  // The driver asks for types on its own account when it connects; broken off there, that question ends the process.
  return connect({ ...lasting, fetch_types: false } as postgres.Options<Record<string, never>>)
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
