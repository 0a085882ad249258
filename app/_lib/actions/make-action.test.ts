import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Admission } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import type { ActionState } from '@/lib/core/action-state'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { countMember } from '@/lib/rate-limits/count-member'
import { makeAction, refreshPages } from './make-action'
import { operatorAction } from './operator-action'
import { personAction } from './person-action'
import { workspaceAction } from './workspace-action'

const proof = { sessionId: 'one', signedInAt: new Date(), factorAt: new Date(), hasFactor: true }
const user = { id: 7, email: 'ann@market-trak.test', name: '', image: null, proof }

vi.mock('../workspace-context', () => ({
  currentProof: async () => proof,
  currentUser: async () => user,
  sessionUser: async () => user,
  findWorkspace: async () => ({ workspaceId: 3, userId: 7, role: 'member' }),
}))
vi.mock('@/lib/operators/operator', () => ({ operatorOf: () => ({ userId: 7, email: user.email }) }))
vi.mock('@/lib/rate-limits/count-member', () => ({ countMember: vi.fn(async () => {}) }))
const revalidatePath = vi.hoisted(() => vi.fn())
vi.mock('next/cache', () => ({ revalidatePath }))
vi.mock('@/lib/core/settings/demo', () => ({ isDemo: () => false }))

const input = z.object({ id: z.string().min(1, 'Choose one.') })
const fails = async (): Promise<void> => {
  throw new Error('password=hunter2')
}
type Action = (before: ActionState, form: FormData) => Promise<ActionState>
const submit = (action: Action, id = 'x') => {
  const form = new FormData()
  form.set('id', id)
  return action(null, form)
}

beforeEach(() => {
  vi.mocked(countMember).mockClear()
  revalidatePath.mockClear()
})

const permission: Permission = 'posts.write'
const makers: [string, Action][] = [
  ['a workspace action', workspaceAction('archivePost', { input, permission }, fails)],
  ['a person action', personAction('archivePost', { input }, fails)],
  [
    'an operator action',
    operatorAction('archivePost', { input, revalidate: '/admin' }, async () => {
      await fails()
      return { message: '' }
    }),
  ],
]

describe('R35: an action that fails unexpectedly', () => {
  test.each(makers)('%s logs its name and uses it in the error reference', async (_kind, action) => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const state = await submit(action)
    expect(state).toMatchObject({ ok: false, code: 'unknown' })
    const reference = state?.ok === false ? state.reference : undefined
    expect(reference).toMatch(/^archivePost-[0-9a-f]{8}$/)
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ where: 'action:archivePost', reference }),
      'unknown failure',
    )
    expect(JSON.stringify(state)).not.toContain('hunter2')
    logged.mockRestore()
  })

  test.each(makers)(
    '%s counts once per person and returns field errors for bad input',
    async (_kind, action) => {
      expect(await submit(action, '')).toMatchObject({ code: 'input', fieldErrors: { id: 'Choose one.' } })
      expect(countMember).toHaveBeenCalledTimes(1)
      expect(countMember).toHaveBeenCalledWith(expect.objectContaining({ userId: 7 }), 'action')
    },
  )
})

describe('R35: makeAction', () => {
  const admitted: Admission<{ userId: number }> = { ok: true, who: { userId: 7 } }
  const make = (admission: Admission<{ userId: number }>, handler: () => Promise<{ message: string }>) =>
    makeAction(
      'archivePost',
      {
        admit: async () => admission,
        counted: (who) => who,
        input,
        refresh: refreshPages(['/posts', '/posts/[id]']),
      },
      handler,
    )

  test('does nothing when the user is not admitted', async () => {
    const handler = vi.fn(async () => ({ message: 'Archived.' }))
    const refused = { ok: false, code: 'forbidden', message: 'No.' } as const
    expect(await submit(make(refused, handler))).toEqual(refused)
    expect(handler).not.toHaveBeenCalled()
    expect(countMember).not.toHaveBeenCalled()
    expect(revalidatePath).not.toHaveBeenCalled()
  })

  test('returns the message and revalidates its pages', async () => {
    const state = await submit(make(admitted, async () => ({ message: 'Archived.' })))
    expect(state).toEqual({ ok: true, message: 'Archived.', data: undefined })
    expect(revalidatePath.mock.calls).toEqual([
      ['/posts', undefined],
      ['/posts/[id]', 'page'],
    ])
  })

  test('revalidates nothing after a refusal', async () => {
    const state = await submit(
      make(admitted, async () => {
        throw new Refusal('posts.gone', 'This post is gone.')
      }),
    )
    expect(state).toMatchObject({ ok: false, code: 'posts.gone', message: 'This post is gone.' })
    expect(revalidatePath).not.toHaveBeenCalled()
  })
})
