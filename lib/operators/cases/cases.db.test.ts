import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, notifications, reports } from '@/db/schema'
import { getStatementPage } from '@/lib/billing/statement/statement'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { balance } from '@/lib/metering/testing'
import { deleteWork } from '@/lib/paid-work/changes'
import { type ProblemOutcome, readCaseOfWork, reportProblem } from '@/lib/paid-work/report-problem'
import { requestWork } from '@/lib/paid-work/request'
import { getReport } from '@/lib/reports/get-report'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import { agency, prepareCatalog, pricedRequest, writer } from '@/lib/reports/testing'
import { adjustment, ann, ben, eventsOf, setUpOperators } from '../testing'
import { decideAdjustment, markOfAdjustment, requestAdjustment } from '../workspaces/adjust-credits'
import { answerCase, closeCase } from './answer-case'
import { readCase, viewCase } from './case-file'
import { listCases } from './list-cases'

beforeAll(prepareCatalog)
afterAll(() => stopJobQueue())
setUpOperators()

const WORDS = 'The median price is too low.'

async function made(ctx: WorkspaceContext): Promise<string> {
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ ...ctx, id }, { model: writer })
  return id
}

const problem = (id: string, over: object = {}) => ({
  id,
  caseId: randomUUID(),
  reason: 'wrong-facts' as const,
  words: WORDS,
  ...over,
})

const caseOf = (outcome: ProblemOutcome) => {
  if (!('caseId' in outcome)) throw new Error('it was refunded')
  return outcome.caseId
}

async function opened() {
  const ctx = await agency()
  const workId = await made(ctx)
  const id = caseOf(await reportProblem(reportWork, ctx, problem(workId)))
  return { ctx, workId, key: { workspaceId: ctx.workspaceId, id } }
}

const answerTo = (key: { workspaceId: number; id: string }, over: object = {}) => ({
  ...key,
  refundId: randomUUID(),
  answer: 'Two sales were entered twice.',
  ...over,
})

const toldOf = ({ workspaceId }: WorkspaceContext) =>
  system()
    .select({ userId: notifications.userId, data: notifications.data, byMail: notifications.byMail })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.kind, 'case-answered')))

describe('R13: a reported problem', () => {
  it('is checked first: a broken result is refunded, and no case is opened', async () => {
    const ctx = await agency()
    const id = await made(ctx)
    const { result } = await getReport(ctx, id)
    const summary = `${result?.summary} Next year the median will be $9,999,999.`
    await system().update(reports).set({ summary }).where(eq(reports.id, id))
    expect(await reportProblem(reportWork, ctx, problem(id))).toMatchObject({ refunded: { credits: 20 } })
    expect(await readCaseOfWork(ctx, 'report', id)).toBeNull()
  })

  it('with a sound result opens a case with reason, words, work and cost, and audits it', async () => {
    const { ctx, workId, key } = await opened()
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({
      ...{ id: key.id, status: 'open', reason: 'wrong-facts', words: WORDS, answer: null },
    })
    expect(await readCase(key)).toMatchObject({
      found: { workId, costCredits: 20, title: expect.stringContaining('Report for') },
      work: { fault: null, entrySeq: expect.any(Number) },
      refundableCredits: 20,
    })
    const events = await system()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, ctx.workspaceId), eq(auditEvents.verb, 'case.open')))
    expect(events).toHaveLength(1)
    expect((await listCases('open', { limit: 10 })).rows).toContainEqual(
      expect.objectContaining({ id: key.id, workspaceId: ctx.workspaceId, words: WORDS }),
    )
  })

  it('R12: the same report twice is one case, and a work has one open case', async () => {
    const ctx = await agency()
    const input = problem(await made(ctx))
    const both = [reportProblem(reportWork, ctx, input), reportProblem(reportWork, ctx, input)]
    expect(await Promise.all(both)).toEqual([{ caseId: input.caseId }, { caseId: input.caseId }])
    expect(await code(reportProblem(reportWork, ctx, { ...input, words: 'Something else is wrong.' }))).toBe(
      'request.reused',
    )
    expect(await code(reportProblem(reportWork, ctx, problem(input.id)))).toBe('case.open')
  })

  it('R35: of another workspace is not found, to report and to read', async () => {
    const { workId } = await opened()
    const stranger = await agency()
    expect(await code(reportProblem(reportWork, stranger, problem(workId)))).toBe('not-found')
    expect(await readCaseOfWork(stranger, 'report', workId)).toBeNull()
  })
})

describe('answerCase', () => {
  it('answers without a refund and notifies the member who reported it, once', async () => {
    const { ctx, workId, key } = await opened()
    const before = await balance(ctx)
    expect(await answerCase(ann, answerTo(key))).toEqual({ refund: null })
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({
      ...{ status: 'answered', answer: 'Two sales were entered twice.' },
    })
    expect(await toldOf(ctx)).toMatchObject([
      { userId: ctx.userId, byMail: true, data: { href: `/reports/${workId}`, refundedCredits: 0 } },
    ])
    expect(await balance(ctx)).toEqual(before)
    expect(await code(answerCase(ben, answerTo(key)))).toBe('case.decided')
    expect((await eventsOf(ctx.workspaceId)).map(({ verb }) => verb)).toEqual(['case.answered'])
    // A new problem can be reported after that.
    expect(await reportProblem(reportWork, ctx, problem(workId))).toHaveProperty('caseId')
  })

  it('R13: refunds what the work cost, once, named on the statement', async () => {
    const { ctx, workId, key } = await opened()
    const { refund } = await answerCase(ann, answerTo(key, { refund: 'yes' }))
    expect(refund).toMatchObject({ status: 'applied', credits: 20 })
    const [row] = (await getStatementPage(ctx)).rows
    expect(row).toMatchObject({
      amountCredits: 20,
      name: expect.stringMatching(/^Refund: /),
      note: expect.stringMatching(/: you reported a problem\.$/),
      href: `/reports/${workId}`,
    })
    expect(await toldOf(ctx)).toMatchObject([{ data: { refundedCredits: 20 } }])
    expect((await readCase(key)).refundableCredits).toBe(0)
    expect(await reportProblem(reportWork, ctx, problem(workId)), 'refunded before').toMatchObject({
      refunded: { credits: 20 },
    })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })

  it('R36: a large refund waits for a second operator, and so does the answer', async () => {
    // Close to what ann can adjust alone in a day.
    await requestAdjustment(ann, adjustment({ credits: 990 }))
    const { ctx, workId, key } = await opened()
    const { refund } = await answerCase(ann, answerTo(key, { refund: 'yes' }))
    expect(refund).toMatchObject({ status: 'waiting' })
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({ status: 'open', answer: null })
    expect(await toldOf(ctx)).toEqual([])
    expect(await code(answerCase(ben, answerTo(key)))).toBe('case.waiting')
    expect(await code(closeCase(ben, { ...key, reason: 'A duplicate' }))).toBe('case.waiting')
    if (!refund) throw new Error('it has a refund')
    const seen = { workspaceId: key.workspaceId, id: refund.id, seen: markOfAdjustment(refund) }
    expect(await code(decideAdjustment(ann, { ...seen, approve: true }))).toBe('adjustment.own')
    await decideAdjustment(ben, { ...seen, approve: true })
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({ status: 'answered' })
    expect(await toldOf(ctx)).toMatchObject([{ data: { refundedCredits: 20 } }])
    expect(await balance(ctx)).toMatchObject({ left: 100 })
  })

  it('R36: after a rejected refund the case is open again, without an answer', async () => {
    // Close to what ann can adjust alone in a day.
    await requestAdjustment(ann, adjustment({ credits: 990 }))
    const { ctx, workId, key } = await opened()
    const { refund } = await answerCase(ann, answerTo(key, { refund: 'yes' }))
    if (!refund) throw new Error('it has a refund')
    const seen = { workspaceId: key.workspaceId, id: refund.id, seen: markOfAdjustment(refund) }
    await decideAdjustment(ben, { ...seen, approve: false })
    expect((await readCase(key)).found).toMatchObject({ status: 'open', answer: null, refundId: null })
    const stale = answerTo(key, { refund: 'yes', refundId: refund.id })
    expect(await code(answerCase(ann, stale))).toBe('request.reused')
    expect((await readCase(key)).found).toMatchObject({ status: 'open', answer: null, refundId: null })
    await answerCase(ben, answerTo(key))
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({ status: 'answered' })
    expect(await balance(ctx)).toMatchObject({ left: 80 })
  })

  it('R12, R36: an answer whose refund can’t be requested changes nothing', async () => {
    const { ctx, key } = await opened()
    const other = adjustment({ workspaceId: key.workspaceId })
    await requestAdjustment(ann, other)
    const before = await balance(ctx)
    const answer = answerTo(key, { refund: 'yes', refundId: other.id })
    expect(await code(answerCase(ann, answer))).toBe('request.reused')
    expect((await readCase(key)).found).toMatchObject({ status: 'open', answer: null, refundId: null })
    expect(await balance(ctx)).toEqual(before)
    expect(await answerCase(ben, answerTo(key, { refund: 'yes' }))).toMatchObject({
      refund: { status: 'applied' },
    })
  })

  it('R13: two operators who answer at the same time refund once, and one answer is given', async () => {
    const { ctx, workId, key } = await opened()
    const answers = await Promise.all(
      [ann, ben].map((operator) =>
        answerCase(operator, answerTo(key, { refund: 'yes' })).then(
          ({ refund }) => refund?.status,
          (error) => error.code,
        ),
      ),
    )
    expect(answers.toSorted()).toEqual(['applied', expect.stringMatching(/^case\./)])
    expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({ status: 'answered' })
    expect(await toldOf(ctx)).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: 100 })
  })

  it('R13: deleted work is shown as deleted, and what it cost can still be refunded', async () => {
    const { ctx, workId, key } = await opened()
    await deleteWork(reportWork, ctx, { id: workId })
    expect(await readCase(key)).toMatchObject({ work: null, refundableCredits: 20 })
    expect(await answerCase(ann, answerTo(key, { refund: 'yes' }))).toMatchObject({
      refund: { status: 'applied', credits: 20 },
    })
    expect((await readCase(key)).refundableCredits).toBe(0)
  })

  it('R36: an operator does not decide about their own workspace', async () => {
    const { ctx, key } = await opened()
    const own = { userId: ctx.userId, email: 'own@trak.test' }
    expect(await code(answerCase(own, answerTo(key)))).toBe('operator.own-workspace')
    expect(await code(closeCase(own, { ...key, reason: 'A test' }))).toBe('operator.own-workspace')
  })
})

it('R36: closing and viewing a case are in the audit log, and closing tells the member nothing', async () => {
  const { ctx, workId, key } = await opened()
  await viewCase(ann, key)
  await closeCase(ann, { ...key, reason: 'A duplicate' })
  expect(await readCaseOfWork(ctx, 'report', workId)).toMatchObject({ status: 'closed', answer: null })
  expect(await toldOf(ctx)).toEqual([])
  expect((await eventsOf(ctx.workspaceId)).map(({ verb }) => verb)).toEqual(['case.closed', 'case.viewed'])
})
