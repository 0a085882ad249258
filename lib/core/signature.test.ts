import { expect, it } from 'vitest'
import { isSignature, signatureOf } from './signature'

it('a signature holds for its purpose and its text, and for nothing else', () => {
  const signature = signatureOf('unsubscribe', '7.2')
  expect(isSignature(signature, 'unsubscribe', '7.2')).toBe(true)
  expect(isSignature(signature, 'unsubscribe', '7.3')).toBe(false)
  expect(isSignature(signature, 'campaign-unsubscribe', '7.2')).toBe(false)
  expect(isSignature(`${signature}x`, 'unsubscribe', '7.2')).toBe(false)
  expect(isSignature('', 'unsubscribe', '7.2')).toBe(false)
})
