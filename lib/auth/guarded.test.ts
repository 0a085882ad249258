import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { guarded } from './guarded'
import type { Permission } from './permissions'
import { CONSOLE_HOURS, RECENT_MINUTES } from './session/session-limits'
import { CONFIRM_NEEDED, consoleAccess, type SessionProof } from './session/session-proof'

// Counting needs a database; guarded.db.test.ts tests it.
vi.mock('@/lib/rate-limits/count-member', () => ({ countMember: async () => {} }))

const owner: WorkspaceContext = { workspaceId: 1, userId: 1, role: 'owner' }
const member: WorkspaceContext = { ...owner, role: 'member' }
const input = z.object({ pack: z.string().min(1, 'Choose a pack') })

const proven = (minutesAgo: number, over: Partial<SessionProof> = {}): SessionProof => ({
  sessionId: '0123456789abcdef',
  signedInAt: new Date(Date.now() - minutesAgo * 60_000),
  factorAt: null,
  hasFactor: false,
  ...over,
})

type RunOptions = { permission?: Permission; recentSignIn?: boolean; proof?: SessionProof | null }

function run(
  who: WorkspaceContext | null,
  handler: () => Promise<unknown>,
  raw: unknown = { pack: 'small' },
  { proof = proven(60 * 24), permission = 'billing.manage', ...options }: RunOptions = {},
) {
  const readInput = vi.fn(() => raw)
  const context = async () => who
  const outcome = guarded(
    { input, permission, where: 'test', context, proof: async () => proof, ...options },
    readInput,
    handler,
  )
  return outcome.then((result) => ({ result, readInput }))
}

describe('guarded checks in a fixed order', () => {
  test('an allowed member with valid input reaches the handler', async () => {
    const handler = vi.fn(async () => 'bought')
    const { result } = await run(owner, handler)
    expect(result).toEqual({ ok: true, result: 'bought' })
    expect(handler).toHaveBeenCalledWith(owner, { pack: 'small' })
  })

  test('signed out: neither input nor handler is used', async () => {
    const handler = vi.fn()
    const { result, readInput } = await run(null, handler)
    expect(result).toMatchObject({ ok: false, code: 'signed-out' })
    expect(readInput).not.toHaveBeenCalled()
    expect(handler).not.toHaveBeenCalled()
  })

  test('R31: a wrong role is refused with a reason before its input is read', async () => {
    const handler = vi.fn()
    const { result, readInput } = await run(member, handler, { pack: '' })
    expect(result).toEqual({
      ok: false,
      code: 'forbidden',
      message: 'Only an owner or admin can buy credits and change the plan.',
    })
    expect(readInput).not.toHaveBeenCalled()
    expect(handler).not.toHaveBeenCalled()
  })

  test('invalid input names its field and never reaches the handler', async () => {
    const handler = vi.fn()
    const { result } = await run(owner, handler, { pack: '' })
    expect(result).toMatchObject({ ok: false, code: 'input', fieldErrors: { pack: 'Choose a pack' } })
    expect(handler).not.toHaveBeenCalled()
  })

  test('a refusal keeps its code, message and details', async () => {
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
    expect(JSON.stringify(result)).toMatch(/reference [0-9a-f]{8}/)
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })

  test('a Next.js redirect passes through', async () => {
    const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;push;/x;307;' })
    await expect(run(owner, () => Promise.reject(redirect))).rejects.toBe(redirect)
  })
})

describe('R34: a sensitive action needs a recent sign-in', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const cases: [string, RunOptions, boolean][] = [
    ['signed in recently', { recentSignIn: true, proof: proven(1) }, true],
    ['signed in too long ago', { recentSignIn: true, proof: proven(RECENT_MINUTES + 1) }, false],
    ['no proof', { recentSignIn: true, proof: null }, false],
    [
      'with the factor on, a recent email sign-in is not enough',
      { recentSignIn: true, proof: proven(1, { hasFactor: true, factorAt: ago(RECENT_MINUTES + 1) }) },
      false,
    ],
    [
      'with the factor on, a recent code is enough',
      { recentSignIn: true, proof: proven(600, { hasFactor: true, factorAt: ago(1) }) },
      true,
    ],
    ['a permission that needs it by default', { permission: 'keys.manage' }, false],
    [
      'the same permission, for an action that overrides it',
      { permission: 'keys.manage', recentSignIn: false },
      true,
    ],
    ['ownership', { permission: 'ownership.transfer' }, false],
    ['deletion', { permission: 'workspace.delete' }, false],
    ['an ordinary action', { permission: 'workspace.read' }, true],
  ]
  test.each(cases)('%s', async (_name, options, allowed) => {
    const handler = vi.fn(async () => 'done')
    const { result, readInput } = await run(owner, handler, { pack: 'small' }, options)
    expect(result).toEqual(allowed ? { ok: true, result: 'done' } : CONFIRM_NEEDED)
    expect(handler).toHaveBeenCalledTimes(allowed ? 1 : 0)
    expect(readInput).toHaveBeenCalledTimes(allowed ? 1 : 0)
  })

  test('a role without the permission is refused before the confirmation', async () => {
    const { result } = await run(member, vi.fn(), {}, { recentSignIn: true })
    expect(result).toMatchObject({ code: 'forbidden' })
  })
})

describe('R34, R36: the console needs the second factor', () => {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  test.each([
    ['no factor', {}, false, 'enroll'],
    ['a recent factor', { hasFactor: true, factorAt: at(1) }, false, 'open'],
    ['an old factor', { hasFactor: true, factorAt: at(CONSOLE_HOURS + 1) }, false, 'confirm'],
    ['a factor not passed yet', { hasFactor: true }, false, 'confirm'],
    ["the demo's operator, recently signed in", {}, true, 'open'],
    ["the demo's operator, long ago", { signedInAt: at(CONSOLE_HOURS + 1) }, true, 'confirm'],
    ["the demo's operator with a factor of their own", { hasFactor: true }, true, 'confirm'],
  ] as const)('%s', (_name, over, isDemoOperator, access) => {
    expect(consoleAccess(proven(1, over), { isDemoOperator })).toBe(access)
  })
})
