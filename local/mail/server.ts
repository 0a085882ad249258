import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { type MailFaults, smtpReceiver } from './smtp'
import { MailStore } from './store'
import { inboxPages } from './web'

export type LocalMail = { smtpUrl: string; webUrl: string; close(): Promise<void> }

type Options = { smtpPort: number; webPort: number; dir: string; faults?: MailFaults }

/** A local mail server that delivers nothing and shows all email in the browser. Loopback only. */
export async function startMail({
  smtpPort,
  webPort,
  dir,
  faults = { quota: null },
}: Options): Promise<LocalMail> {
  const store = await MailStore.open(dir)
  const smtp = smtpReceiver(store, faults)
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject)
    smtp.listen(smtpPort, '127.0.0.1', () => resolve())
  })
  // Clients that disconnect midway are ignored.
  smtp.on('error', () => {})
  const web = await listen(inboxPages(store), webPort)
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    webUrl: `http://localhost:${webPort}`,
    close: async () => {
      await web.close()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
}

/** Serves on loopback. Resolves when the port is open, rejects if it is taken. */
async function listen(app: Hono, port: number): Promise<{ close(): Promise<void> }> {
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
