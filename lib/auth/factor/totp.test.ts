import { beforeAll, describe, expect, it, vi } from 'vitest'
import { newRecoveryCodes, readRecoveryCode } from './recovery-code'
import { openSecret, sealSecret } from './secret-box'
import { matchingStep, newTotpSecret, totpCode, totpSetup } from './totp'

vi.mock('@/lib/core/settings/env', () => ({
  env: () => ({ NEXTAUTH_SECRET: nextAuthSecret, NEXTAUTH_SECRET_PREVIOUS: previousSecrets }),
}))
let previousSecrets: string[] = []
let nextAuthSecret = ''
beforeAll(() => {
  nextAuthSecret = 'a-secret-of-the-tests-that-is-long-enough'
})

describe('R34: authenticator codes', () => {
  // RFC 6238, appendix B: SHA-1, last six digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('totpCode at %i s matches the standard', (seconds, code) => {
    expect(totpCode(secret, new Date(seconds * 1_000))).toBe(code)
    expect(matchingStep(secret, code, new Date(seconds * 1_000))).toBe(Math.floor(seconds / 30))
  })

  it('matchingStep allows one step of clock drift in each direction and no more', () => {
    const now = new Date(1_000_000 * 30_000)
    const at = (steps: number) =>
      matchingStep(secret, totpCode(secret, new Date(now.getTime() + steps * 30_000)), now)
    expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([null, 999_999, 1_000_000, 1_000_001, null])
  })

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345', '1e5000'])(
    'matchingStep refuses %j',
    (code) => {
      expect(matchingStep(secret, code, new Date())).toBeNull()
    },
  )

  it('totpSetup returns a QR code and the key to type', async () => {
    const { qrCode, manualKey } = await totpSetup(secret, 'olivia@agency.test')
    expect(qrCode).toMatch(/^data:image\/svg\+xml;base64,/)
    expect(Buffer.from(qrCode.split(',')[1] ?? '', 'base64').toString()).toMatch(/^<svg/)
    expect(manualKey.replaceAll(' ', '')).toBe(secret)
  })
})

describe('R34: stored secrets', () => {
  it('sealSecret encrypts the secret, and openSecret only decrypts it for its person', () => {
    const secret = newTotpSecret()
    const box = sealSecret(7, secret)
    expect(box).not.toContain(secret)
    expect(sealSecret(7, secret)).not.toBe(box)
    expect(openSecret(7, box)).toEqual({ secret, isStale: false })
    expect(openSecret(8, box)).toBeNull()
  })

  it.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'nonsense'])('openSecret returns null for %j', (box) => {
    expect(openSecret(7, box)).toBeNull()
  })

  it('R52: openSecret returns null for an altered box, and after a change of NEXTAUTH_SECRET unless it is listed as previous', () => {
    const secret = newTotpSecret()
    const box = sealSecret(7, secret)
    expect(openSecret(7, `${box.slice(0, -2)}${box.endsWith('AA') ? 'BB' : 'AA'}`)).toBeNull()
    const former = nextAuthSecret
    nextAuthSecret = 'another-secret-of-the-tests-long-enough'
    expect(openSecret(7, box)).toBeNull()
    previousSecrets = [former]
    expect(openSecret(7, box)).toEqual({ secret, isStale: true })
  })
})

it('R34: newRecoveryCodes returns ten different codes that are recognized in any spelling', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/)
    expect(readRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''))
  }
  expect(readRecoveryCode('123456')).toBeNull()
  expect(readRecoveryCode('x'.repeat(10_000))).toBeNull()
})
