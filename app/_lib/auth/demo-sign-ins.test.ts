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

/** Settings are cached, so each case loads the module again. */
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
  it('include the demo operator if configured', async () => {
    const emails = await emailsWith({ APP_ENV: 'demo', OPERATOR_EMAILS: 'operator@markettrak.test' })
    expect(emails).toContain('olivia@harbourhill.test')
    expect(emails).toContain('operator@markettrak.test')
  })

  it('include no operator if real people operate the demo', async () => {
    const emails = await emailsWith({ APP_ENV: 'demo', OPERATOR_EMAILS: 'ann@market-trak.example' })
    expect(emails).toContain('olivia@harbourhill.test')
    expect(emails.filter((email) => /operator|ann@/.test(email))).toEqual([])
  })

  it('are empty outside the demo', async () => {
    const emails = await emailsWith({
      APP_ENV: 'production',
      APP_URL: 'https://app.example.com',
      OPERATOR_EMAILS: 'operator@markettrak.test',
    })
    expect(emails).toEqual([])
  })

  it('always lead the operator to the console', async () => {
    const { demoReturnPath } = await import('./demo-sign-ins')
    const operator = { email: '', name: '', place: '', about: '', isOperator: true }
    expect(demoReturnPath(operator, '/dashboard')).toBe('/admin/workspaces')
    expect(demoReturnPath(operator, '/administration')).toBe('/admin/workspaces')
    expect(demoReturnPath(operator, '/admin/jobs')).toBe('/admin/jobs')
    expect(demoReturnPath({ ...operator, isOperator: false }, '/dashboard')).toBe('/dashboard')
  })
})
