import { listen } from './listen'
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
