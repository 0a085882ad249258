import { expect, test } from 'vitest'
import { signInErrorMessage } from './sign-in-errors'

test.each([
  ['TooManyLinks.12', 'or try again in 12 minutes.'],
  ['TooManyRequests.1', 'Try again in 1 minute.'],
  ['TooManyNewcomers', 'Try again later.'],
  ['TooManyLinks.<b>', 'or try again later.'],
  ['Verification', 'Request a new one below.'],
  ['constructor', 'Something went wrong.'],
  ['toString.1', 'Something went wrong.'],
  ['', 'Something went wrong.'],
])('R42: signInErrorMessage explains %j and says when to try again', (code, message) => {
  expect(signInErrorMessage(code)).toContain(message)
})
