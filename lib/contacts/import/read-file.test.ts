import { describe, expect, test } from 'vitest'
import { isRefusal } from '@/lib/core/errors'
import { decodeFile, guessFields, parseContacts, readFileRows } from './read-file'

const code = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return isRefusal(error) ? error.code : String(error)
  }
}

test('R43: readFileRows reads a byte order mark, semicolons, quotes and line breaks in cells', () => {
  const { columns, rows } = readFileRows(
    '\uFEFFE-Mail;Name;Note\r\nann@a.test;"Lee; Ann";"two\r\nlines"\r\n\r\nbo@a.test;Bo;\r\n',
  )
  expect(columns).toEqual(['E-Mail', 'Name', 'Note'])
  expect(rows.map(({ cells }) => cells[1])).toEqual(['Lee; Ann', 'Bo'])
})

describe('guessFields uses each field once', () => {
  test.each([
    [
      ['Email Address', 'First Name', 'Last_Name', 'Mobile'],
      ['email', 'firstName', 'lastName', 'phone'],
    ],
    [
      ['Name', 'e-mail', 'Email 2', 'Tags'],
      ['fullName', 'email', 'ignore', 'tags'],
    ],
    [
      ['Consent date', 'Consent source', 'House'],
      ['consentAt', 'consentSource', 'ignore'],
    ],
  ])('%j', (columns, fields) => expect(guessFields(columns)).toEqual(fields))
})

test('parseContacts returns the contacts and lists skipped rows with their line, outcome and reason', () => {
  const file = readFileRows(
    'email,name,tags,consented\nAnn@A.test,Ann Lee,"Buyer, VIP",2026-01-02\nnobody,,,\n,Bo,,\nbo@a.test,Bo,,31/12/2026\ncy@a.test,Cy,,2026-06-01\nANN@a.test,,seller,\n',
  )
  const { found, skipped } = parseContacts(
    file,
    ['email', 'fullName', 'tags', 'consentAt'],
    new Date('2026-05-31T00:00:00Z'),
  )
  expect(found).toEqual([
    expect.objectContaining({
      email: 'ann@a.test',
      firstName: 'Ann',
      lastName: 'Lee',
      tags: ['buyer', 'vip', 'seller'],
      consentAt: new Date('2026-01-02T00:00:00Z'),
    }),
  ])
  expect(skipped).toEqual([
    { line: 3, outcome: 'refused', reason: 'Not an email address', value: 'nobody' },
    { line: 4, outcome: 'refused', reason: 'No email address' },
    { line: 5, outcome: 'refused', reason: expect.stringContaining('consent date') },
    { line: 6, outcome: 'refused', reason: expect.stringContaining('a past date') },
    { line: 7, outcome: 'duplicate', reason: 'Same address as line 2' },
  ])
})

test('readFileRows refuses empty files and files with too many rows', () => {
  expect(code(() => readFileRows(''))).toBe('file.empty')
  expect(code(() => readFileRows('email\n'))).toBe('file.empty')
  expect(code(() => readFileRows(`email\n${'a@b.test\n'.repeat(25_001)}`))).toBe('file.too-long')
})

test('decodeFile reads UTF-8, UTF-16 and Windows-1252', () => {
  const saved = ['utf8', 'utf16le', 'latin1'] as const
  const texts = saved.map((encoding) =>
    decodeFile(Buffer.from(`${encoding === 'utf16le' ? '\uFEFF' : ''}Zoë`, encoding)),
  )
  expect(texts.map((text) => text.replace('\uFEFF', ''))).toEqual(['Zoë', 'Zoë', 'Zoë'])
})
