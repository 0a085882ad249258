import { expect, test } from 'vitest'
import { attachment, dayInName, downloadName, monthInName } from './attachment'

test('downloadName keeps words and drops forbidden characters', () => {
  expect(downloadName('Market report 98103 Nov 2026', 'pdf')).toBe('Market report 98103 Nov 2026.pdf')
  expect(downloadName('  A/B: "Open" <house>\u0000\n?  ', 'png')).toBe('A B Open house.png')
  expect(downloadName('../../etc/passwd', 'txt')).toBe('etc passwd.txt')
  expect(downloadName('Señor Núñez’s home', 'png')).toBe('Señor Núñez’s home.png')
  expect(downloadName('...', 'csv')).toBe('Download.csv')
  expect(downloadName('x'.repeat(500), 'csv')).toHaveLength(124)
})

test('attachment has the name in ASCII and UTF-8, and escapes it', () => {
  expect(attachment('Green Lake Nov 2026.pdf')).toBe(
    'attachment; filename="Green Lake Nov 2026.pdf"; filename*=UTF-8\'\'Green%20Lake%20Nov%202026.pdf',
  )
  expect(attachment('Núñez’s (home).png')).toBe(
    'attachment; filename="Nunez_s (home).png"; filename*=UTF-8\'\'N%C3%BA%C3%B1ez%E2%80%99s%20%28home%29.png',
  )
  const hostile = attachment('a"; filename=evil.exe\r\nX: y.pdf')
  expect(hostile).not.toMatch(/[\r\n]/)
  expect(hostile.match(/"/g)).toHaveLength(2)
})

test('monthInName and dayInName use the workspace’s time zone', () => {
  expect(monthInName('2026-12-01T03:00:00Z', 'America/Los_Angeles')).toBe('Nov 2026')
  expect(dayInName('2026-12-01T03:00:00Z', 'America/Los_Angeles')).toBe('Nov 30 2026')
})
