import { describe, expect, it } from 'vitest'
import { calendarDay, instant, rowNumber, wholeNumber } from './input'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }) => (value: unknown) =>
  schema.safeParse(value).success

describe('R41: refuses values that would fail in a query', () => {
  it.each([
    '0000-01-01',
    '0001-01-01',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '2026-02-30',
    '',
    '0000-00-00',
  ])('calendarDay refuses %j', (day) => expect(accepts(calendarDay())(day)).toBe(false))
  it.each(['1900-01-01', '2024-02-29', '2199-12-31'])('calendarDay accepts %s', (day) => {
    expect(calendarDay().parse(day)).toBe(day)
  })
  it('calendarDay uses its own message for invalid dates', () => {
    expect(calendarDay('Choose a day.').safeParse('x').error?.issues[0]?.message).toBe('Choose a day.')
  })
  it.each([
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    'x',
    undefined,
    ['2026-01-01', '2026-01-02'],
  ])('instant refuses %j', (at) => expect(accepts(instant)(at)).toBe(false))
  it('instant accepts a time', () => {
    expect(instant.parse('2026-11-24T10:00:00Z').toISOString()).toBe('2026-11-24T10:00:00.000Z')
  })
  it.each(['0', '-1', '1.5', '2147483648', '9007199254740993', '1e309', 'NaN', 'x', ''])(
    'rowNumber refuses %j',
    (id) => expect(accepts(rowNumber)(id)).toBe(false),
  )
  it('rowNumber and wholeNumber accept the range of a column', () => {
    expect(rowNumber.parse('2147483647')).toBe(2_147_483_647)
    expect(wholeNumber.parse('0')).toBe(0)
    expect(accepts(wholeNumber)('2147483648')).toBe(false)
  })
})
