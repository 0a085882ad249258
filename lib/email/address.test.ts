import { describe, expect, it, test } from 'vitest'
import { EmailAddress, mailboxOf, readEmailAddress } from './address'

describe('R42: readEmailAddress', () => {
  test.each([
    ['sam@agency.com', 'sam@agency.com'],
    ['  Sam.Hill+news@Agency.CO.uk\n', 'sam.hill+news@agency.co.uk'],
    ["o'hara@agency.com", "o'hara@agency.com"],
    ['sam@xn--mnchen-3ya.com', 'sam@xn--mnchen-3ya.com'],
  ])('reads %j', (text, address) => {
    expect(readEmailAddress(text)).toBe(address)
  })

  test.each([
    ['a prefix before the address', 'x1 victim@agency.com'],
    ['a display name', 'Victim <victim@agency.com>'],
    ['angle brackets', '<victim@agency.com>'],
    ['a comment', 'victim(one)@agency.com'],
    ['a comment in the domain', 'victim@agency.com(two)'],
    ['a quoted local part', '"victim"@agency.com'],
    ['a quoted @', '"victim@agency.com"@evil.test'],
    ['two addresses with a comma', 'victim@agency.com,other@agency.com'],
    ['two addresses with a semicolon', 'victim@agency.com;other@agency.com'],
    ['two addresses with a space', 'victim@agency.com other@agency.com'],
    ['a source route', '@evil.test:victim@agency.com'],
    ['two @', 'victim@evil.test@agency.com'],
    ['a percent route', 'victim%agency.com@evil.test'],
    ['a bang route', 'evil.test!victim@agency.com'],
    ['a full-width @', 'victim\uff20agency.com'],
    ['a full-width letter', '\uff56ictim@agency.com'],
    ['the Kelvin sign', '\u212aim@agency.com'],
    ['a Cyrillic letter', 'v\u0456ctim@agency.com'],
    ['a zero-width space', 'victim\u200b@agency.com'],
    ['a no-break space before the address', 'x\u00a0victim@agency.com'],
    ['a dot at the end', 'victim@agency.com.'],
    ['a dot at the start', '.victim@agency.com'],
    ['two dots', 'vic..tim@agency.com'],
    ['a dot before the @', 'victim.@agency.com'],
    ['an IP address', 'victim@[127.0.0.1]'],
    ['no dot in the domain', 'victim@agency'],
    ['a NUL', 'victim@agency.com\0'],
    ['a NUL inside', 'vic\0tim@agency.com'],
    ['half of a surrogate pair', '\ud800victim@agency.com'],
    ['a line break and a header', 'victim@agency.com\nBcc: other@agency.com'],
    ['a tab', 'victim\t@agency.com'],
    ['no local part', '@agency.com'],
    ['nothing', ''],
    ['a local part of 65 characters', `${'a'.repeat(65)}@agency.com`],
    ['255 characters', `a@${'b'.repeat(60)}.${'c'.repeat(190)}.com`],
    ['a megabyte', `${'a'.repeat(1_000_000)}@agency.com`],
    ['a list', ['victim@agency.com']],
    ['a number', 7],
    ['undefined', undefined],
  ])('refuses %s', (_what, text) => {
    expect(readEmailAddress(text)).toBeNull()
  })

  it('gives forms one message that says what to enter', () => {
    expect(EmailAddress.parse(' SAM@agency.com ')).toBe('sam@agency.com')
    const refused = EmailAddress.safeParse('x1 sam@agency.com')
    expect(refused.error?.issues[0]?.message).toBe('Enter one email address, such as sam@agency.com.')
    expect(EmailAddress.safeParse(['sam@agency.com']).success).toBe(false)
  })
})

describe('R42: mailboxOf', () => {
  test.each([
    ['sam@agency.com', 'sam@agency.com'],
    ['sam+1@agency.com', 'sam@agency.com'],
    ['sam+1+2@agency.com', 'sam@agency.com'],
    ['+1@agency.com', '+1@agency.com'],
    ['s.a.m+x@gmail.com', 'sam@gmail.com'],
    ['sam@googlemail.com', 'sam@gmail.com'],
    ['s.a.m@agency.com', 's.a.m@agency.com'],
  ])('counts %s as %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox)
  })
})
