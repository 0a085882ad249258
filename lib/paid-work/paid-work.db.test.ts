import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { integer, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { isOnCitus } from '@/db/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { agency, balance, preparePrices } from '@/lib/metering/testing'
import type { PaidWork, WorkRequest } from './paid-work'
import { requestWork } from './request'
import { type Made, runWork } from './run'
import { cancelWork } from './settle'
import { sweepWork } from './sweep'
import { testPaidWork } from './testing/contract'
import { getView } from './view'

/** A kind that makes a text, in its own table, to test the protocol alone. */
const texts = pgTable('test_texts', {
  workspaceId: integer('workspace_id').notNull(),
  id: uuid('id').notNull(),
  wish: text('wish').notNull(),
  title: text('title'),
  answer: text('answer'),
  status: text('status', { enum: ['queued', 'running', 'ready', 'declined', 'failed', 'cancelled'] })
    .notNull()
    .default('queued'),
  progressPercent: smallint('progress_percent').notNull().default(0),
  holdId: uuid('hold_id').notNull(),
  failure: text('failure'),
  givenBackFor: text('given_back_for'),
  createdBy: integer('created_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' })
    .notNull()
    .default(sql`clock_timestamp()`),
  finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'date' }),
  deletedAt: timestamp('deleted_at', { withTimezone: true, mode: 'date' }),
})

type Text = typeof texts.$inferSelect
type TextRequest = WorkRequest & { wish: string }

const textWork: PaidWork<Text, TextRequest> = {
  // It uses an existing subject, price and queue.
  kind: 'report',
  table: texts,
  href: '/texts',
  queue: 'report-make',
  leaseSeconds: 60,
  actionOf: () => 'report.generate',
  check: async () => {},
  columnsOf: ({ wish }) => ({ wish }),
  auditOf: ({ wish }) => ({ verb: 'text.request', detail: { wish } }),
  isSame: (row, { wish }) => row.wish === wish,
  requestAgain: ({ wish }, request) => ({ ...request, wish }),
  faultOf: ({ answer }) => (answer ? null : 'It is empty.'),
  titleOf: ({ wish }) => `Text “${wish}”`,
  nameKey: 'title',
  alternative: 'Request another one.',
}
const request = (): TextRequest => ({ id: randomUUID(), quotedCredits: 20, wish: 'a poem' })

beforeAll(async () => {
  await preparePrices({ 'report.generate': { credits: 20 } })
  await system().execute(sql`create table test_texts (
    workspace_id integer not null, id uuid not null, wish text not null, title text, answer text,
    status text not null default 'queued' check (status <> 'unknown'), progress_percent smallint not null default 0,
    hold_id uuid not null, failure text, given_back_for text, created_by integer not null,
    created_at timestamptz not null default clock_timestamp(), finished_at timestamptz, deleted_at timestamptz,
    primary key (workspace_id, id))`)
  if (isOnCitus())
    await system().execute(
      sql`select create_distributed_table('test_texts', 'workspace_id', colocate_with => 'workspaces')`,
    )
  await system().execute(sql`grant select, insert, update on test_texts to market_web`)
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

testPaidWork({
  work: textWork,
  request,
  otherwise: (original) => ({ ...original, wish: 'a novel' }),
  result: { answer: 'Roses are red.' },
  owners: { report: texts },
})

test('R13: declined work is free and has a reason, and the sweep releases its hold if its process was killed', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const { id } = await requestWork(textWork, ctx, request())
  const make = async (): Promise<Made<Text>> => ({ declined: 'Nothing rhymes.' })
  await runWork(textWork, { ...ctx, id }, { make })
  const { view } = await getView(textWork, ctx, id)
  expect(view).toMatchObject({ status: 'declined', failure: 'Nothing rhymes.', paid: null })
  expect(await balance(ctx)).toEqual(before)

  const killed = await requestWork(textWork, ctx, request())
  await system().execute(sql`update test_texts set status = 'declined' where id = ${killed.id}`)
  await sweepWork(textWork)
  expect(await balance(ctx)).toEqual(before)
})

test('R13: canceled work stops before its next step', async () => {
  const ctx = await agency()
  const { id } = await requestWork(textWork, ctx, request())
  const steps: number[] = []
  await runWork(
    textWork,
    { ...ctx, id },
    {
      make: async (_row, { reached }) => {
        await reached(40)
        steps.push(40)
        await cancelWork(textWork, ctx, { id })
        await reached(90)
        steps.push(90)
        return { ready: { answer: 'Too late.' } }
      },
    },
  )
  expect(steps).toEqual([40])
  expect(await getView(textWork, ctx, id)).toMatchObject({
    row: { status: 'cancelled', progressPercent: 40, answer: null },
  })
})
