import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { CLIENT_ADDRESS_HEADER } from '@/lib/core/clients/mark-client-addresses'
import type { WorkspaceContext } from '@/lib/core/context'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { createShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { limitOf } from '@/lib/rate-limits/limits'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import { agency, prepareCatalog, pricedRequest, writer } from '@/lib/reports/testing'
import { saveAgentCard } from '@/lib/workspaces/agent-card/agent-card'
import { scratchFolder } from '@/local/test/scratch-folder'
import { GET } from './[token]/picture/route'

beforeAll(async () => {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_pictures',
    STRIPE_WEBHOOK_SECRET: 'whsec_pictures',
    SMTP_URL: 'smtp://localhost:25',
    MAIL_FROM: 'Tests <tests@agency.test>',
    FILES_DIR: scratchFolder('link-pictures'),
  })
  await prepareCatalog()
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function sharedReport(ctx: WorkspaceContext): Promise<{ id: string; token: string }> {
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ ...ctx, id }, { model: writer })
  return { id, ...(await createShare(reportSharing, ctx, { id, requestId: randomUUID(), days: 30 })) }
}

const open = (token: string, client: string = randomUUID()) =>
  GET(
    new NextRequest(`http://localhost:3000/shared/reports/${token}/picture`, {
      headers: { [CLIENT_ADDRESS_HEADER]: client },
    }),
    { params: Promise.resolve({ token }) },
  )

test('R35: the picture of a link needs no sign-in, shows the saved card, and closes with the link', async () => {
  const ctx = await agency()
  const { id, token } = await sharedReport(ctx)
  const answer = await open(token)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/png')
  const before = Buffer.from(await answer.arrayBuffer())
  expect(await sharp(before).metadata()).toMatchObject({ width: 1200, height: 630 })

  await saveAgentCard(ctx, { name: 'Pat Agent', phone: '(206) 555-0100', email: '', license: '' })
  expect(Buffer.from(await (await open(token)).arrayBuffer()).equals(before)).toBe(false)

  await revokeShare(reportSharing, ctx, { id })
  const closed = await open(token)
  expect(closed.status).toBe(404)
  expect(closed.headers.get('cache-control')).toBe('no-store')
  expect((await open('1.made-up')).status).toBe(404)
})

test('R42: one client can only request so many pictures a minute', async () => {
  const client = randomUUID()
  const { most } = limitOf('shared-picture.client')
  const answers: number[] = []
  for (let i = 0; i <= most; i += 1) answers.push((await open('1.made-up', client)).status)
  expect(answers.slice(0, -1).every((status) => status === 404)).toBe(true)
  const last = await open('1.made-up', client)
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
})
