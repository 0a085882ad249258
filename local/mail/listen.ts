import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** Serves on loopback. Resolves when the port is open, rejects if it is taken. */
export async function listen(app: Hono, port: number): Promise<{ close(): Promise<void> }> {
  const server = await new Promise<Server>((resolve, reject) => {
    const opened = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(opened)) as Server
    opened.once('error', reject)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Open event streams would keep the server running forever.
        server.closeAllConnections()
      }),
  }
}
