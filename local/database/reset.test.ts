import { expect, test } from 'vitest'
import { resetProblem } from './reset'

const LOCAL = 'postgres://postgres:secret@localhost:5432/market_trak'

test('resetProblem allows the local demo database, and your own local one with APP_ENV=demo', () => {
  expect(resetProblem({})).toBeNull()
  expect(resetProblem({ APP_ENV: 'demo' })).toBeNull()
  expect(resetProblem({ APP_ENV: 'demo', DATABASE_URL: LOCAL })).toBeNull()
  expect(resetProblem({ APP_ENV: 'demo', DATABASE_URL: 'postgres://u@127.0.0.1/x' })).toBeNull()
})

test('resetProblem never allows the database of a real installation', () => {
  expect(resetProblem({ APP_ENV: 'production' })).toContain('APP_ENV is production')
  expect(resetProblem({ APP_ENV: 'production', DATABASE_URL: LOCAL })).toContain('APP_ENV is production')
  expect(resetProblem({ APP_ENV: 'staging', DATABASE_URL: LOCAL })).toContain('APP_ENV is staging')
  expect(resetProblem({ DATABASE_URL: LOCAL })).toContain('Set APP_ENV=demo')
})

test.each([
  'postgres://u:p@db.example.com:5432/market_trak',
  'postgres://u:p@localhost.example.com/market_trak',
  'postgres://u:p@10.0.0.5/market_trak',
  'postgres://u:p@localhost/market_trak?host=db.example.com',
  'postgres://u:p@localhost,db.example.com/market_trak',
  'not a url',
])('a database on another machine is never reset, also with APP_ENV=demo: %s', (url) => {
  expect(resetProblem({ APP_ENV: 'demo', DATABASE_URL: url })).toContain('not on this machine')
  expect(resetProblem({ APP_ENV: 'demo', DATABASE_URL: LOCAL, DATABASE_DIRECT_URL: url })).toContain(
    'DATABASE_DIRECT_URL is not on this machine',
  )
})
