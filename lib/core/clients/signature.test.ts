import { beforeAll, expect, it, vi } from 'vitest'
import { isSignature, signatureOf } from './signature'

const SETTINGS = {
  APP_ENV: 'demo',
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  DATABASE_URL: 'postgres://nobody@localhost:1/none',
  STRIPE_SECRET_KEY: 'sk_test_local',
  STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Market Trak <hello@market-trak.test>',
}

beforeAll(() => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value)
})

it('isSignature accepts a signature only for its purpose and text', () => {
  const signature = signatureOf('unsubscribe', '7.2')
  expect(isSignature(signature, 'unsubscribe', '7.2')).toBe(true)
  expect(isSignature(signature, 'unsubscribe', '7.3')).toBe(false)
  expect(isSignature(signature, 'campaign-unsubscribe', '7.2')).toBe(false)
  expect(isSignature(`${signature}x`, 'unsubscribe', '7.2')).toBe(false)
  expect(isSignature('', 'unsubscribe', '7.2')).toBe(false)
})
