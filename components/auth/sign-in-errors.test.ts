import { expect, test } from 'vitest'
import { signInErrorWords } from './sign-in-errors'

test.each([
  ['TooManyLinks.12', 'or try again in 12 minutes.'],
  ['TooManyRequests.1', 'Try again in 1 minute.'],
  ['TooManyNewcomers', 'Try again later.'],
  ['TooManyLinks.<b>', 'or try again later.'],
  ['Verification', 'Request a new one below.'],
  ['constructor', 'That didn’t work.'],
  ['toString.1', 'That didn’t work.'],
  ['', 'That didn’t work.'],
])('R42: the sign-in page says what %j means and when to try again', (code, words) => {
  expect(signInErrorWords(code)).toContain(words)
})
