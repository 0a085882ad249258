import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { authSessions, users } from '@/db/schema'
import { adapter, hashSessionToken } from '../sign-in/adapter'
import { withSigningInBrowser } from '../sign-in/sign-in-request'
import { endAllSessions, endSession, listSessions } from './sessions'

afterAll(() => disconnect())

async function person(): Promise<number> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@agency.test` })
    .returning()
  return user!.id
}

async function signIn(userId: number, userAgent: string | null = null): Promise<string> {
  const token = randomUUID()
  await withSigningInBrowser(userAgent, () =>
    adapter.createSession!({
      sessionToken: token,
      userId: String(userId),
      expires: new Date(Date.now() + 60_000),
    }),
  )
  return hashSessionToken(token)
}

it('R34: listSessions returns the person’s browsers, this one first, with their labels', async () => {
  const userId = await person()
  const here = await signIn(userId, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')
  await signIn(userId)
  await system()
    .insert(authSessions)
    .values({ tokenHash: randomUUID(), userId, expiresAt: new Date(Date.now() - 1) })
  expect(await listSessions(userId, here)).toMatchObject([
    { browser: 'Firefox on Linux', current: true },
    { browser: 'A browser', current: false },
  ])
})

it('R34: endSession signs out one browser, endAllSessions all of the person’s', async () => {
  const [mine, theirs] = [await person(), await person()]
  const [here, there, stranger] = [await signIn(mine), await signIn(mine), await signIn(theirs)]
  await endSession(mine, stranger.slice(0, 16))
  await endSession(mine, '%')
  await endSession(mine, there.slice(0, 16))
  await endSession(mine, there.slice(0, 16))
  expect((await listSessions(mine, here)).map(({ current }) => current)).toEqual([true])
  await endAllSessions(mine)
  expect(await listSessions(mine, here)).toEqual([])
  expect(await listSessions(theirs, stranger)).toHaveLength(1)
})
