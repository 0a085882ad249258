import { describe, expect, it } from 'vitest'
import { recordSignInFailure, withSignInFailures } from './sign-in-failures'

describe('withSignInFailures', () => {
  it('throws what was only logged, and keeps requests apart', async () => {
    const broken = withSignInFailures(async () => {
      await Promise.resolve()
      recordSignInFailure(new Error('no database'))
      return null
    })
    const fine = withSignInFailures(async () => 'somebody')
    await expect(broken).rejects.toThrow('no database')
    await expect(fine).resolves.toBe('somebody')
  })

  it('a failure outside of it is nobody’s', () => {
    expect(() => recordSignInFailure(new Error('elsewhere'))).not.toThrow()
  })
})
