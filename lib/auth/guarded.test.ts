import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { guarded } from './guarded'

// Counting needs a database; guarded.db.test.ts tests it.
vi.mock('@/lib/limits-of-use/count-member', () => ({ countMember: async () => {} }))

const owner: WorkspaceContext = { workspaceId: 1, userId: 1, role: 'owner' }
const member: WorkspaceContext = { ...owner, role: 'member' }
const input = z.object({ pack: z.string().min(1, 'Choose a pack') })

function run(who: WorkspaceContext | null, verb: () => Promise<unknown>, raw: unknown = { pack: 'small' }) {
  const readInput = vi.fn(() => raw)
  const context = async () => who
  const outcome = guarded({ input, permission: 'billing.manage', where: 'test', context }, readInput, verb)
  return outcome.then((result) => ({ result, readInput }))
}

describe('every action is judged in one order', () => {
  test('an allowed member with good input reaches the verb', async () => {
    const verb = vi.fn(async () => 'bought')
    const { result } = await run(owner, verb)
    expect(result).toEqual({ ok: true, result: 'bought' })
    expect(verb).toHaveBeenCalledWith(owner, { pack: 'small' })
  })

  test('nobody signed in: neither the input nor the verb is looked at', async () => {
    const verb = vi.fn()
    const { result, readInput } = await run(null, verb)
    expect(result).toMatchObject({ ok: false, code: 'signed-out' })
    expect(readInput).not.toHaveBeenCalled()
    expect(verb).not.toHaveBeenCalled()
  })

  test('R31: a wrong role is refused before its input is looked at, and told why', async () => {
    const verb = vi.fn()
    const { result, readInput } = await run(member, verb, { pack: '' })
    expect(result).toEqual({
      ok: false,
      code: 'forbidden',
      message: 'Only an owner or admin can buy credits and change the plan.',
    })
    expect(readInput).not.toHaveBeenCalled()
    expect(verb).not.toHaveBeenCalled()
  })

  test('bad input names its field and never reaches the verb', async () => {
    const verb = vi.fn()
    const { result } = await run(owner, verb, { pack: '' })
    expect(result).toMatchObject({ ok: false, code: 'input', fieldErrors: { pack: 'Choose a pack' } })
    expect(verb).not.toHaveBeenCalled()
  })

  test('a refusal keeps its code, words and details', async () => {
    const { result } = await run(owner, async () => {
      throw new Refusal('credits.insufficient', 'This costs 20 credits, 7 are left.', { left: 7 })
    })
    expect(result).toEqual({
      ok: false,
      code: 'credits.insufficient',
      message: 'This costs 20 credits, 7 are left.',
      details: { left: 7 },
    })
  })

  test('an unknown error shows a reference and not its text', async () => {
    const { result } = await run(owner, async () => {
      throw new Error('password=hunter2')
    })
    expect(result).toMatchObject({ ok: false, code: 'unknown' })
    expect(JSON.stringify(result)).toMatch(/Reference [0-9a-f]{8}/)
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })

  test('a redirect of the framework passes through', async () => {
    const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;push;/x;307;' })
    await expect(run(owner, () => Promise.reject(redirect))).rejects.toBe(redirect)
  })
})
