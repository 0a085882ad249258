import { globSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { NextRequest } from 'next/server'
import { identifyRequests } from '@/lib/core/logging/request-id'

type Params = Record<string, string>
type Handler = (request: NextRequest, route: { params: Promise<Params> }) => Response | Promise<Response>
type Route = { pattern: RegExp; names: string[]; file: string }

/** The real route handlers behind a real HTTP server, as programs reach them. */
export async function serveApi(): Promise<{ url: string; close: () => Promise<void> }> {
  const routes = globSync('app/api/v1/**/route.ts').map(routeOf)
  const stop = identifyRequests()
  const server = createServer(async (incoming, outgoing) => {
    const response = await respond(routes, incoming)
    for (const [name, value] of response.headers) outgoing.setHeader(name, value)
    outgoing.writeHead(response.status).end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      stop()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function routeOf(file: string): Route {
  const path = file.replace(/^app/, '').replace(/\/route\.ts$/, '')
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? '')
  const pattern = path.replaceAll('.', '\\.').replace(/\[\w+\]/g, '([^/]+)')
  return { pattern: new RegExp(`^${pattern}$`), names, file }
}

async function respond(routes: readonly Route[], incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
  const route = routes.find(({ pattern }) => pattern.test(url.pathname))
  const method = incoming.method ?? 'GET'
  const handlers = route
    ? ((await import(/* @vite-ignore */ resolve(route.file))) as Record<string, Handler>)
    : {}
  const handler = handlers[method]
  if (!route || !handler) return new Response(null, { status: 404 })
  const [, ...values] = route.pattern.exec(url.pathname) ?? []
  const params = Object.fromEntries(route.names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]))
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const headers = new Headers(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string]),
  )
  const body = method === 'GET' ? undefined : Buffer.concat(chunks)
  return handler(new NextRequest(url, { method, headers, body }), { params: Promise.resolve(params) })
}
