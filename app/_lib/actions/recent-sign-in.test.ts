import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CurrentUser } from '@/lib/auth/session/session'
import type { ActionState } from '@/lib/core/action-state'

/** Uses the product's real actions and routes; only the user and their sign-in time are mocked. */
const asker = vi.hoisted(() => ({ user: null as CurrentUser | null, headers: new Headers() }))

vi.mock('@/lib/auth/session/session', () => ({ readSession: async () => asker.user }))
vi.mock('@/lib/workspaces/own-workspaces', async (original) => ({
  ...(await original<typeof import('@/lib/workspaces/own-workspaces')>()),
  listMemberships: async (userId: number) => [
    {
      workspaceId: 1,
      userId,
      role: 'owner',
      workspaceName: 'Sunny Lettings',
      timeZone: 'UTC',
      isChosen: true,
      joinedAt: new Date(),
    },
  ],
}))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next/headers', () => ({ headers: async () => asker.headers, cookies: async () => new Map() }))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))
vi.mock('react', async (original) => ({
  ...(await original<typeof import('react')>()),
  cache: <T>(work: T) => work,
}))
vi.mock('next/navigation', () => {
  const steer = (kind: string) => (path: string) => {
    throw Object.assign(new Error(`${kind} ${path}`), { digest: `NEXT_${kind}` })
  }
  return { redirect: steer('REDIRECT'), notFound: () => steer('NOT_FOUND')('') }
})

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE)

function signIn(email: string, minutesAgo: number, factor: Partial<CurrentUser['proof']> = {}): void {
  const proof = {
    sessionId: '0123456789abcdef',
    signedInAt: ago(minutesAgo),
    factorAt: null,
    hasFactor: false,
    ...factor,
  }
  asker.user = { id: 1, email, name: '', image: null, proof }
}

beforeEach(() => {
  Object.assign(process.env, {
    APP_ENV: 'production',
    APP_URL: 'https://app.market-trak.test',
    NEXTAUTH_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Market Trak <hello@market-trak.test>',
    OPERATOR_EMAILS: 'ann@market-trak.test',
  })
  asker.user = null
  asker.headers = new Headers()
})

type Action = (before: ActionState, form: FormData) => Promise<ActionState>
const codeOf = async (action: Action): Promise<string> => {
  const state = await action(null, new FormData())
  return state?.ok === false ? state.code : 'done'
}

const settings = '../../(workspace)/workspace-settings/_actions'
const sensitive: [string, () => Promise<object>, string[]][] = [
  [
    'plan',
    () => import(`${settings}/plan-actions.ts`),
    ['changePlan', 'keepPlan', 'cancelPlan', 'resumePlan', 'openPortal'],
  ],
  ['members', () => import(`${settings}/member-actions.ts`), ['changeRole', 'transferOwnership']],
  ['workspace', () => import(`${settings}/general-actions.ts`), ['deleteWorkspace']],
  [
    'account',
    () => import('@/app/(workspace)/profile/account-actions.ts'),
    ['deleteAccount', 'changeEmail', 'unlinkAccount'],
  ],
  ['keys', () => import(`${settings}/key-actions.ts`), ['createApiKey']],
  [
    'second factor',
    () => import('@/app/(auth)/two-factor/actions.ts'),
    ['startTwoFactor', 'confirmTwoFactor'],
  ],
]

describe('R34: sensitive actions require a recent sign-in', () => {
  it.each(sensitive)('%s', async (_kind, load, names) => {
    signIn('olivia@agency.test', 16)
    const actions = (await load()) as Record<string, Action>
    for (const name of names) expect([name, await codeOf(actions[name]!)]).toEqual([name, 'confirm.needed'])
  })

  it('requires a recent code if the second factor is on', async () => {
    const { changePlan } = (await import(`${settings}/plan-actions.ts`)) as { changePlan: Action }
    signIn('olivia@agency.test', 1, { hasFactor: true, factorAt: ago(16) })
    expect(await codeOf(changePlan)).toBe('confirm.needed')
    signIn('olivia@agency.test', 600, { hasFactor: true, factorAt: ago(1) })
    expect(await codeOf(changePlan), 'it reaches its input').toBe('input')
    signIn('olivia@agency.test', 1)
    expect(await codeOf(changePlan)).toBe('input')
  })

  it('ordinary actions and revoking a key need no recent sign-in', async () => {
    signIn('olivia@agency.test', 600)
    const { previewPlanChange } = (await import(`${settings}/plan-actions.ts`)) as {
      previewPlanChange: Action
    }
    const { buyPack } = (await import(`${settings}/actions.ts`)) as { buyPack: Action }
    const { revokeApiKey } = (await import(`${settings}/key-actions.ts`)) as { revokeApiKey: Action }
    for (const action of [previewPlanChange, buyPack, revokeApiKey])
      expect(await codeOf(action)).toBe('input')
  })

  it('an export redirects a browser to confirm and returns 403 to a program', async () => {
    const { GET } = await import('@/app/api/contacts/export/route.ts')
    signIn('olivia@agency.test', 16)
    const ask = (accept: string) =>
      GET(
        Object.assign(
          new Request('https://app.market-trak.test/api/contacts/export', { headers: { accept } }),
          {
            nextUrl: new URL('https://app.market-trak.test/api/contacts/export'),
          },
        ) as never,
        { params: Promise.resolve({}) },
      )
    const page = await ask('text/html,*/*')
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/verify?returnTo=%2Fapi%2Fcontacts%2Fexport',
    ])
    const program = await ask('*/*')
    expect([program.status, await program.json()]).toMatchObject([403, { code: 'confirm.needed' }])
  })
})

describe('R34: nothing is accessible before the second factor', () => {
  it('a session without its factor counts as signed out and is redirected to the code', async () => {
    signIn('olivia@agency.test', 0, { hasFactor: true })
    asker.headers.set('x-market-trak-path', '/campaigns?page=2')
    const { previewPlanChange } = (await import(`${settings}/plan-actions.ts`)) as {
      previewPlanChange: Action
    }
    const { renamePerson } = await import('@/app/(workspace)/profile/actions.ts')
    const { removeTwoFactor } = await import('@/app/(auth)/two-factor/actions.ts')
    for (const action of [previewPlanChange, renamePerson, removeTwoFactor])
      expect(await codeOf(action)).toBe('signed-out')
    const { requireUser, findWorkspace } = await import('../workspace-context.ts')
    expect(await findWorkspace()).toBeNull()
    await expect(requireUser()).rejects.toThrow('REDIRECT /verify?returnTo=%2Fcampaigns%3Fpage%3D2')
    const { verifyCode } = await import('@/app/(auth)/verify/actions.ts')
    expect(await codeOf(verifyCode), 'the action that takes the code runs').toBe('input')
  })

  it('a forged path header never redirects to another site', async () => {
    asker.headers.set('x-market-trak-path', '//evil.test/')
    const { requireUser } = await import('../workspace-context.ts')
    await expect(requireUser()).rejects.toThrow('REDIRECT /sign-in?callbackUrl=%2F')
  })
})

describe('R34, R36: the console before and after the second factor', () => {
  const open = async () => {
    const { requireOperator } = await import('../actions/operator-action.ts')
    return requireOperator().then(
      ({ email }) => email,
      (error: Error) => error.message,
    )
  }
  const run = async () => {
    const { retryJob } = (await import('@/app/admin/actions.ts')) as { retryJob: Action }
    return codeOf(retryJob)
  }

  it.each([
    ['an operator without a factor', {}, 'REDIRECT /two-factor?returnTo=%2Fadmin%2Faudit', 'factor.required'],
    [
      'a factor passed yesterday',
      { hasFactor: true, factorAt: ago(13 * 60) },
      'REDIRECT /verify?returnTo=%2Fadmin%2Faudit',
      'confirm.needed',
    ],
    ['a factor not passed', { hasFactor: true }, 'REDIRECT /verify?returnTo=%2Fadmin%2Faudit', 'not-found'],
    ['a factor passed today', { hasFactor: true, factorAt: ago(11 * 60) }, 'ann@market-trak.test', 'input'],
  ])('%s', async (_name, factor, page, action) => {
    signIn('ann@market-trak.test', 1, factor)
    asker.headers.set('x-market-trak-path', '/admin/audit')
    expect([await open(), await run()]).toEqual([page, action])
  })

  it('returns 404 for everyone else, with or without a factor', async () => {
    signIn('olivia@agency.test', 1, { hasFactor: true, factorAt: ago(1) })
    expect([await open(), await run()]).toEqual(['NOT_FOUND ', 'not-found'])
  })

  it('the demo operator can skip the factor only in the demo', async () => {
    process.env.OPERATOR_EMAILS = 'operator@markettrak.test'
    signIn('operator@markettrak.test', 1)
    vi.resetModules()
    expect(await open()).toMatch('REDIRECT /two-factor')
    Object.assign(process.env, {
      APP_ENV: 'demo',
      APP_URL: 'http://localhost:3000',
      STRIPE_SECRET_KEY: 'sk_test_local',
    })
    vi.resetModules()
    expect(await open()).toBe('operator@markettrak.test')
  })
})
