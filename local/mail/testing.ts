import { afterAll } from 'vitest'
import { findFreePort } from '../ports'
import { scratchFolder } from '../test/scratch-folder'
import type { Message } from './message'
import { startMail } from './server'

/** The local inbox for a file of tests, on ports of its own; it is gone when they are through. */
export async function inboxForTests() {
  const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
  const mail = await startMail({ smtpPort, webPort, dir: scratchFolder('inbox') })
  afterAll(() => mail.close())
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    /** What came for addresses with this part in them, the newest first. */
    async mailsTo(part: string): Promise<Message[]> {
      const answer = await fetch(`${mail.webUrl}/api/messages?to=${encodeURIComponent(part)}`)
      return (await answer.json()) as Message[]
    },
  }
}
