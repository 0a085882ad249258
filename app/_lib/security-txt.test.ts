import { describe, expect, it } from 'vitest'
import { securityTxt } from './security-txt'

const now = new Date('2026-11-28T10:20:30Z')

describe('security.txt (RFC 9116)', () => {
  it('has the contact, the expiry and its URL', () => {
    const text = securityTxt({
      appUrl: 'https://app.example.com',
      contact: 'mailto:security@example.com',
      now,
    })
    expect(text.split('\n')).toEqual([
      'Contact: mailto:security@example.com',
      'Expires: 2027-05-27T00:00:00.000Z',
      'Preferred-Languages: en',
      'Canonical: https://app.example.com/.well-known/security.txt',
      '',
    ])
  })

  it('defaults the contact to the product’s domain', () => {
    const text = securityTxt({ appUrl: 'https://app.example.com:8443', contact: undefined, now })
    expect(text).toContain('Contact: mailto:security@app.example.com\n')
  })
})
