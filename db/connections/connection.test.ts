import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readDatabaseUrl } from './connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-url-'))
const file = join(folder, 'ca.pem')
writeFileSync(file, 'a certificate')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BASE = 'postgres://user:p%40ss@db.example.com:5432/market_trak'

describe('R53: readDatabaseUrl', () => {
  it.each(['', '?sslmode=disable', '?ssl=false'])('uses no TLS with "%s"', (query) => {
    expect(readDatabaseUrl(BASE + query)).toEqual({ url: BASE, ssl: false })
  })

  it('keeps the other parameters of the URL', () => {
    const { url } = readDatabaseUrl(`${BASE}?sslmode=require&statement_timeout=400`)
    expect(url).toBe(`${BASE}?statement_timeout=400`)
  })

  it.each([
    ['require', false, false],
    ['no-verify', false, false],
    ['verify-ca', true, false],
    ['verify-full', true, true],
  ])('%s checks the issuer: %s, the host: %s', (mode, issuer, host) => {
    const { ssl } = readDatabaseUrl(`${BASE}?sslmode=${mode}`)
    if (!ssl) throw new Error('no TLS')
    expect(ssl).toMatchObject({ servername: 'db.example.com', rejectUnauthorized: issuer })
    expect(ssl.checkServerIdentity === undefined).toBe(host)
  })

  it('require checks the issuer too if its certificate is given', () => {
    const { ssl } = readDatabaseUrl(`${BASE}?sslmode=require&sslrootcert=${encodeURIComponent(file)}`)
    expect(ssl).toMatchObject({ rejectUnauthorized: true, ca: 'a certificate' })
  })

  it('sends no host name for an IP address', () => {
    for (const address of ['10.0.0.5', '[::1]']) {
      const { ssl } = readDatabaseUrl(`postgres://user@${address}/market_trak?sslmode=verify-full`)
      expect(ssl).not.toHaveProperty('servername')
      expect(ssl).toMatchObject({ host: address.replace(/[[\]]/g, '') })
    }
  })

  it.each(['prefer', 'allow', 'on'])('refuses sslmode=%s', (mode) => {
    expect(() => readDatabaseUrl(`${BASE}?sslmode=${mode}`)).toThrow(/verify-full/)
  })
})
