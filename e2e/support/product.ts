import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const E2E_DATA_DIR = join(import.meta.dirname, '..', '..', '.data', 'e2e')

/** Folder of the build under test, separate from the one `npm start` uses. */
export const E2E_DIST_DIR = '.next-e2e'

/** The secret an email service or mail server signs its reports with. */
export const MAIL_EVENTS_SECRET = 'a secret of the mail service'

export function e2ePort(): number {
  return Number(process.env.E2E_PORT || 4300)
}

/** The URLs of the instance under test, for checking its database, inbox and Stripe emulator. */
export function product(): Record<'url' | 'databaseUrl' | 'mailUrl' | 'smtpUrl' | 'stripeUrl', string> {
  const file = join(E2E_DATA_DIR, 'runtime.json')
  const { env } = JSON.parse(readFileSync(file, 'utf8')) as { env: Record<string, string> }
  const setting = (name: string) => {
    const value = env[name]
    if (!value) throw new Error(`${file} has no ${name}`)
    return value
  }
  return {
    url: setting('APP_URL'),
    databaseUrl: setting('DATABASE_URL'),
    mailUrl: setting('MAIL_INBOX_URL'),
    smtpUrl: setting('SMTP_URL'),
    stripeUrl: setting('STRIPE_API_BASE'),
  }
}
