import { expect, test } from 'vitest'
import { decodeCursor, isCursor } from './cursor'

const ID = '6f1d7a0e-3c1b-4c9e-9f10-000000000001'

test('a cursor keeps microseconds, which a JavaScript date cannot', () => {
  expect(decodeCursor(`1795873913681007-${ID}`)).toEqual({ at: '2026-11-28T13:51:53.681007Z', id: ID })
  expect(decodeCursor(`0-${ID}`)?.at).toBe('1970-01-01T00:00:00.000000Z')
})

test('isCursor refuses what PostgreSQL would refuse', () => {
  expect(isCursor(`1795873913681007-${ID}`, 'uuid')).toBe(true)
  expect(isCursor('1795873913681007-evt_1Abc', 'text')).toBe(true)
  const late = `${Date.UTC(2200, 0, 1)}000`
  for (const text of [
    '',
    ID,
    '5',
    `-${ID}`,
    `x-${ID}`,
    `1e3-${ID}`,
    `${late}-${ID}`,
    `99999999999999999-${ID}`,
    '5-evt_1',
  ])
    expect(isCursor(text, 'uuid'), text).toBe(false)
  for (const text of ['5-', '5-a\0b', '5-a b', `5-${'x'.repeat(256)}`])
    expect(isCursor(text, 'text'), text).toBe(false)
})
