import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A load balancer as docs/deploy.md describes it: requests take turns, and only go to the processes it was told to use. */
export type Balancer = { url: string; use(ports: readonly number[]): void; close(): Promise<void> }

export async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = []
  let turn = 0
  const service = createServer((incoming, response) => {
    turn += 1
    const port = ports[turn % ports.length]
    if (port === undefined) response.writeHead(503).end('no process is ready')
    else send(incoming, response, port)
  })
  await new Promise<void>((resolve) => service.listen(0, resolve))
  return {
    url: `http://localhost:${(service.address() as AddressInfo).port}`,
    use(next) {
      ports = next
    },
    async close() {
      service.closeAllConnections()
      await new Promise((resolve) => service.close(resolve))
    },
  }
}

/** Passes a request on without buffering. Never sends it twice: what a process refuses, the client gets to see. */
function send(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers, socket } = incoming
  const outgoing = forward(
    {
      host: '127.0.0.1',
      port,
      method,
      path: url,
      headers: { ...headers, 'x-forwarded-for': socket.remoteAddress ?? '' },
      agent: false,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    },
  )
  outgoing.on('error', (error) => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end(error.message)
  })
  response.on('close', () => outgoing.destroy())
  incoming.pipe(outgoing)
}
