import { describe, expect, test } from 'vitest'
import { checkRecord, recordsOf } from './dns-records'

const DOMAIN = { domain: 'agency.test', selector: 'mt1', publicKey: 'MIIBkey' }
const records = recordsOf(DOMAIN, 'bounces.product.test')
const recordOf = (kind: string) => {
  const record = records.find((one) => one.kind === kind)
  if (!record) throw new Error(`no ${kind} record`)
  return record
}

describe('R44: the DNS records of a sending domain', () => {
  test('are DKIM, DMARC, the return path and SPF; the last two need a domain for bounces', () => {
    expect(records.map(({ type, name, value }) => `${name} ${type} ${value}`)).toEqual([
      'mt1._domainkey.agency.test TXT v=DKIM1; k=rsa; p=MIIBkey',
      '_dmarc.agency.test TXT v=DMARC1; p=none',
      'bounces.agency.test CNAME bounces.product.test',
      'agency.test TXT v=spf1 include:bounces.product.test ~all',
    ])
    expect(recordsOf(DOMAIN).map(({ kind }) => kind)).toEqual(['dkim', 'dmarc'])
  })

  test.each([
    ['dkim', ['v=DKIM1; k=rsa; p=MIIBkey'], 'ok'],
    ['dkim', ['p=MIIB key;v=DKIM1'], 'ok'],
    ['dkim', ['v=DKIM1; k=rsa; p=another'], 'different'],
    ['dkim', ['v=DKIM1; p='], 'different'],
    ['dkim', [], 'missing'],
    ['dmarc', ['v=DMARC1; p=reject; rua=mailto:a@agency.test'], 'ok'],
    ['dmarc', ['v=DMARC1'], 'different'],
    ['dmarc', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'different'],
    ['dmarc', ['something else'], 'missing'],
    ['spf', ['other', 'v=spf1 include:_spf.google.com include:bounces.product.test -all'], 'ok'],
    ['spf', ['v=spf1 include:_spf.google.com -all'], 'different'],
    ['spf', ['v=spf1 include:bounces.product.test ~all', 'v=spf1 -all'], 'different'],
    ['spf', ['google-site-verification=1'], 'missing'],
    ['return-path', ['Bounces.Product.test.'], 'ok'],
    ['return-path', ['elsewhere.test'], 'different'],
    ['return-path', [], 'missing'],
  ] as const)('%s with %j is %s', (kind, found, state) =>
    expect(checkRecord(recordOf(kind), [...found])).toBe(state),
  )
})
