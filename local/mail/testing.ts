import { afterAll } from 'vitest'
import { findFreePort } from '../ports'
import { scratchFolder } from '../test/scratch-folder'
import type { Message } from './message'
import { startMail } from './server'
import type { MailFaults } from './smtp'

/** A local inbox for a test file, on its own ports; closed after the tests. */
export async function inboxForTests() {
  const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
  const faults: MailFaults = { quota: null }
  const mail = await startMail({ smtpPort, webPort, dir: scratchFolder('inbox'), faults })
  afterAll(() => mail.close())
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    /** How many emails it accepts in total before it defers all others; null for no limit. */
    setQuota(quota: number | null): void {
      faults.quota = quota
    },
    /** Emails to addresses that contain this text, newest first. */
    async mailsTo(part: string): Promise<Message[]> {
      const response = await fetch(`${mail.webUrl}/api/messages?to=${encodeURIComponent(part)}`)
      return (await response.json()) as Message[]
    },
  }
}
