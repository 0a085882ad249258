import { beforeEach, describe, expect, it, vi } from 'vitest'

const settings = {
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
  DATABASE_URL: 'postgres://localhost/none',
  STRIPE_SECRET_KEY: 'sk_test_local',
  STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Market Trak <hello@market-trak.test>',
}

/** Settings are read once, so each case reads them anew. */
async function emailsWith(over: Record<string, string>): Promise<string[]> {
  for (const [name, value] of Object.entries({ ...settings, ...over })) vi.stubEnv(name, value)
  const { demoSignIns } = await import('./demo-sign-ins')
  return demoSignIns().map(({ email }) => email)
}

beforeEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

describe('R36, R37: the demo’s one-click sign-ins', () => {
  it('hold its operator where the demo names that one', async () => {
    const emails = await emailsWith({ APP_ENV: 'demo', OPERATOR_EMAILS: 'operator@markettrak.test' })
    expect(emails).toContain('olivia@harbourhill.test')
    expect(emails).toContain('operator@markettrak.test')
  })

  it('hold no operator where real people run it', async () => {
    const emails = await emailsWith({ APP_ENV: 'demo', OPERATOR_EMAILS: 'ann@market-trak.example' })
    expect(emails).toContain('olivia@harbourhill.test')
    expect(emails.filter((email) => /operator|ann@/.test(email))).toEqual([])
  })

  it('are nobody outside the demo', async () => {
    const emails = await emailsWith({
      APP_ENV: 'production',
      APP_URL: 'https://app.example.com',
      OPERATOR_EMAILS: 'operator@markettrak.test',
    })
    expect(emails).toEqual([])
  })

  it('lead an operator to the console alone', async () => {
    const { demoReturnPath } = await import('./demo-sign-ins')
    const operator = { email: '', name: '', place: '', about: '', isOperator: true }
    expect(demoReturnPath(operator, '/dashboard')).toBe('/admin/workspaces')
    expect(demoReturnPath(operator, '/administration')).toBe('/admin/workspaces')
    expect(demoReturnPath(operator, '/admin/jobs')).toBe('/admin/jobs')
    expect(demoReturnPath({ ...operator, isOperator: false }, '/dashboard')).toBe('/dashboard')
  })
})
