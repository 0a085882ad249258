import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'

const STEP_SECONDS = 30
const SECRET_BYTES = 20
/** A phone's clock can be off by one step in each direction. */
const WINDOW = 1

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Market Trak',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })

export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** The code an authenticator app shows at a time. */
export const totpCode = (secret: string, at: Date): string =>
  totpOf(secret).generate({ timestamp: at.getTime() })

/** The 30-second step of a code; null if the code isn't valid now. */
export function matchingStep(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / STEP_SECONDS) + delta
}

/** The setup data for an authenticator app: a QR code, and a key to type. */
export async function totpSetup(
  secret: string,
  email: string,
): Promise<{ qrCode: string; manualKey: string }> {
  const svg = await QRCode.toString(totpOf(secret, email).toString(), { type: 'svg', margin: 2 })
  return {
    qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    manualKey: secret.replace(/.{4}(?=.)/g, '$& '),
  }
}
