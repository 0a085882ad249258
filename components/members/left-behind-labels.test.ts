import { expect, test } from 'vitest'
import { endedWords, leftBehindWords } from './left-behind-labels'

const nothing = { invitations: 0, keys: 0, campaigns: 0, posts: 0, seenFeeds: [] }

test('R35: the dialog names only what will end', () => {
  expect(leftBehindWords(nothing)).toEqual([])
  expect(leftBehindWords({ ...nothing, invitations: 1, campaigns: 2 })).toEqual([
    '1 open invitation will be canceled.',
    '2 scheduled campaigns won’t be sent until someone confirms them again.',
  ])
})

test('R35: the message after removing someone says what ended', () => {
  expect(endedWords(nothing)).toBe('')
  expect(endedWords({ ...nothing, keys: 2, posts: 1 })).toBe(' 2 API keys revoked, 1 post moved to draft.')
})
