import { createServer, connect as openSocket, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { CERTIFICATE, KEY } from './testing-certificate'

/** A connection that got past TLS. */
type SecureConnection = { servername: string | null; application: string; hasLimits: boolean }

export type TlsFront = {
  port: number
  connections: SecureConnection[]
  /** How many connections asked for no TLS. They are closed. */
  plain(): number
  /** How many connections asked for TLS, including those that then refused our certificate. */
  requested(): number
  close(): Promise<void>
}

const SSL_REQUEST = 80_877_103

/** Speaks TLS in front of a PostgreSQL that doesn't, and notes which name each client asked for (SNI). */
export async function startTlsFront(target: { host: string; port: number }): Promise<TlsFront> {
  const connections: SecureConnection[] = []
  const sockets = new Set<Socket>()
  let plain = 0
  let requested = 0

  const secure = createTlsServer({ cert: CERTIFICATE, key: KEY }, (client: TLSSocket) => {
    const upstream = openSocket(target.port, target.host)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      // An error is followed by `close`.
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroySoon()
        upstream.destroySoon()
      })
    }
    client.once('data', (startup: Buffer) => {
      const text = startup.toString('latin1')
      const [, application = ''] = /application_name\0([^\0]*)/.exec(text) ?? []
      const hasLimits = text.includes('statement_timeout\0')
      connections.push({ servername: client.servername || null, application, hasLimits })
    })
    client.pipe(upstream).pipe(client)
  })
  secure.on('tlsClientError', () => {})

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', (first: Buffer) => {
      if (first.length !== 8 || first.readInt32BE(4) !== SSL_REQUEST) {
        plain += 1
        socket.destroy()
        return
      }
      requested += 1
      socket.write('S')
      secure.emit('connection', socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the TLS server has no port')
  return {
    port: address.port,
    connections,
    plain: () => plain,
    requested: () => requested,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
