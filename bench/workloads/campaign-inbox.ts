import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMail } from '@/local/mail/server'
import { findFreePort } from '@/local/ports'

/** The local inbox in its own process, as `npm start` runs it. Sends its addresses to its parent, and stops with it. */
const dir = mkdtempSync(join(tmpdir(), 'campaign-bench-'))
const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
const mail = await startMail({ smtpPort, webPort, dir })
process.once('disconnect', () => {
  void mail.close().finally(() => {
    rmSync(dir, { recursive: true, force: true })
    process.exit(0)
  })
})
process.on('message', () => process.send?.(process.cpuUsage()))
process.send?.({ smtpUrl: mail.smtpUrl, webUrl: mail.webUrl })
