import { expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { inboxForTests } from '@/local/mail/testing'
import { sendSecurityNotice } from './security-notice'

const inbox = await inboxForTests()
setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing', SMTP_URL: inbox.smtpUrl })
const notice = { subject: 'Your recovery codes were replaced', what: 'The old ones no longer work.' }

test('R34: a security notice says what changed and links to the profile', async () => {
  await sendSecurityNotice('ann@agency.test', notice)
  const [email, ...others] = await inbox.mailsTo('ann@agency.test')
  expect(others).toEqual([])
  expect(email).toMatchObject({ subject: notice.subject })
  for (const part of [email?.html, email?.text]) {
    expect(part).toContain(notice.what)
    expect(part).toContain('/profile')
  }
})

test('R34: a security notice that the server defers does not fail the change', async () => {
  await expect(sendSecurityNotice('ann@defer.test', notice)).resolves.toBeUndefined()
  expect(await inbox.mailsTo('ann@defer.test')).toEqual([])
})
