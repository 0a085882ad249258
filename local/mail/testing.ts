import { afterAll } from 'vitest'
import { findFreePort } from '../ports'
import { scratchFolder } from '../test/scratch-folder'
import type { Message } from './message'
import { startMail } from './server'

/** A local inbox for a test file, on its own ports; closed after the tests. */
export async function inboxForTests() {
  const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
  const mail = await startMail({ smtpPort, webPort, dir: scratchFolder('inbox') })
  afterAll(() => mail.close())
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    /** Emails to addresses that contain this text, newest first. */
    async mailsTo(part: string): Promise<Message[]> {
      const response = await fetch(`${mail.webUrl}/api/messages?to=${encodeURIComponent(part)}`)
      return (await response.json()) as Message[]
    },
  }
}
