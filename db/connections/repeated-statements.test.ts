import { expect, test } from 'vitest'
import { RepeatedStatements } from './repeated-statements'

const times = (statements: RepeatedStatements, text: string, count: number) =>
  Array.from({ length: count }, () => statements.use(text))

test('a statement repeats from its third use on', () => {
  const statements = new RepeatedStatements()
  expect(times(statements, 'select 1', 5)).toEqual([false, false, true, true, true])
  expect(times(statements, 'select 2', 2)).toEqual([false, false])
})

test('the number of repeated statements and their length are limited', () => {
  const statements = new RepeatedStatements()
  for (let n = 0; n < 400; n += 1) expect(times(statements, `select ${n}`, 3).at(-1)).toBe(true)
  expect(times(statements, 'select one more', 9)).not.toContain(true)
  expect(statements.use('select 7')).toBe(true)
  expect(times(new RepeatedStatements(), `select '${'x'.repeat(20_000)}'`, 9)).not.toContain(true)
})

test('statements that are used once do not keep others from being counted', () => {
  const statements = new RepeatedStatements()
  for (let n = 0; n < 5_000; n += 1) statements.use(`select ${n}`)
  expect(times(statements, 'select of every page', 3)).toEqual([false, false, true])
})
