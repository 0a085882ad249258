import { expect, test } from 'vitest'
import { endedMessage, leftBehindLabels } from './left-behind'

const nothing = { invitations: 0, keys: 0, campaigns: 0, posts: 0, seenFeeds: [] }

test('R35: leftBehindLabels lists only what will end', () => {
  expect(leftBehindLabels(nothing)).toEqual([])
  expect(leftBehindLabels({ ...nothing, invitations: 1, campaigns: 2 })).toEqual([
    '1 open invitation will be canceled.',
    '2 scheduled campaigns won’t be sent until someone confirms them again.',
  ])
})

test('R35: endedMessage says what ended after a removal', () => {
  expect(endedMessage(nothing)).toBe('')
  expect(endedMessage({ ...nothing, keys: 2, posts: 1 })).toBe(' 2 API keys revoked, 1 post moved to drafts.')
})
