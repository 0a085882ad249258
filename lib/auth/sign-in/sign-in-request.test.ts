import { describe, expect, it } from 'vitest'
import { recordSignInFailure, withSignInFailures } from './sign-in-request'

describe('withSignInFailures', () => {
  it('throws logged failures, separately for each request', async () => {
    const broken = withSignInFailures(async () => {
      await Promise.resolve()
      recordSignInFailure(new Error('no database'))
      return null
    })
    const fine = withSignInFailures(async () => 'someone')
    await expect(broken).rejects.toThrow('no database')
    await expect(fine).resolves.toBe('someone')
  })

  it('ignores failures outside a request', () => {
    expect(() => recordSignInFailure(new Error('elsewhere'))).not.toThrow()
  })
})
