import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { aiCalls, creditEntries, reports } from '@/db/schema'
import type { ChosenImageModel } from '@/lib/ai/image-model'
import type { ChosenModel } from '@/lib/ai/language-model'
import { openAiCompatibleModel } from '@/lib/ai/providers/openai-compatible'
import { openAiCompatibleImageModel } from '@/lib/ai/providers/openai-compatible-images'
import type { WorkspaceContext } from '@/lib/core/context'
import { localDisk } from '@/lib/files/local-disk'
import { getImage } from '@/lib/images/get-image'
import { makeImage } from '@/lib/images/make-image'
import { generateImage } from '@/lib/images/request-image'
import * as imageScenes from '@/lib/images/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import * as reportScenes from '@/lib/reports/testing'
import type { Fault } from './faults'
import { type LocalModels, startModels } from './server'

const folder = await mkdtemp(join(tmpdir(), 'models-'))
let models: LocalModels

beforeAll(async () => {
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
  models = await startModels()
  await reportScenes.prepareCatalog()
  await imageScenes.prepareCatalog()
})
beforeEach(() => models.fail(null))
afterAll(async () => {
  await models.close()
  await stopJobQueue()
  await disconnect()
  await rm(folder, { recursive: true, force: true })
})

const service = () => ({ apiKey: 'secret', baseUrl: models.baseUrl, modelId: 'local', timeLimitMs: 2_000 })
const writer = (): ChosenModel => ({
  model: openAiCompatibleModel(service()),
  label: 'local',
  builtIn: false,
})
const painter = (): ChosenImageModel => ({
  model: openAiCompatibleImageModel(service()),
  label: 'local',
  builtIn: false,
})

const callsOf = async ({ workspaceId }: WorkspaceContext) =>
  system().select().from(aiCalls).where(eq(aiCalls.workspaceId, workspaceId)).orderBy(aiCalls.calledAt)
const spentBy = async ({ workspaceId }: WorkspaceContext) =>
  (await system().select().from(creditEntries).where(eq(creditEntries.workspaceId, workspaceId))).filter(
    ({ amount }) => amount < 0,
  )
const filesOf = ({ workspaceId }: WorkspaceContext) =>
  readdir(join(folder, 'workspaces', String(workspaceId))).catch(() => [])

async function reportOf(ctx: WorkspaceContext) {
  const { id } = await requestWork(reportWork, ctx, await reportScenes.pricedRequest(ctx))
  await makeReport({ ...ctx, id }, { model: writer() })
  const [row] = await system().select().from(reports).where(eq(reports.id, id))
  return row
}

async function imageOf(ctx: WorkspaceContext) {
  const { id } = await generateImage(ctx, imageScenes.imageInput())
  await makeImage({ ...ctx, id }, { model: painter() })
  return (await getImage(ctx, id)).shown
}

type Case = [fault: Fault, words: RegExp, outcome: string, calls: { report: number; image: number }]
const cases: Case[] = [
  ['silent', /took too long/, 'time-out', { report: 1, image: 1 }],
  ['busy', /busy/, 'busy', { report: 3, image: 2 }],
  ['refused', /refused/, 'refused', { report: 1, image: 1 }],
  ['cut-off', /cut off/, 'truncated', { report: 3, image: 2 }],
  ['malformed', /can’t use/, 'malformed', { report: 1, image: 1 }],
  ['wrong-key', /rejecting our requests/, 'unavailable', { report: 1, image: 1 }],
]

describe.each(cases)(
  'R13: a provider that is %s costs nothing, says why, and leaves nothing half stored',
  (...one) => {
    const [fault, words, outcome, calls] = one
    beforeEach(() => models.fail(fault))

    test('a report', async () => {
      const ctx = await reportScenes.agency()
      const before = await reportScenes.balance(ctx)
      const report = await reportOf(ctx)
      expect(report).toMatchObject({ status: 'failed', summary: null, figures: null, model: null })
      expect(report?.failure).toMatch(words)
      expect(await reportScenes.balance(ctx)).toEqual(before)
      expect((await callsOf(ctx)).map((call) => call.outcome)).toEqual(Array(calls.report).fill(outcome))
    })

    test('an image', async () => {
      const ctx = await imageScenes.agency()
      const before = await imageScenes.balance(ctx)
      const image = await imageOf(ctx)
      expect(image).toMatchObject({ status: 'failed', href: null, paid: null, model: null })
      expect(image.failure).toMatch(words)
      expect(await imageScenes.balance(ctx)).toEqual(before)
      expect(await filesOf(ctx)).toEqual([])
      expect((await callsOf(ctx)).map((call) => call.outcome)).toEqual(Array(calls.image).fill(outcome))
    })
  },
)

test('R13: a provider that disconnects is retried, then reported as unreachable', async () => {
  models.fail('gone')
  const ctx = await imageScenes.agency()
  const before = await imageScenes.balance(ctx)
  expect((await imageOf(ctx)).failure).toMatch(/could not be reached/)
  expect(await imageScenes.balance(ctx)).toEqual(before)
})

test('R13: a partial text is never used as a summary, but its tokens are recorded', async () => {
  models.fail('too-long')
  const ctx = await reportScenes.agency()
  expect((await reportOf(ctx))?.failure).toMatch(/cut off/)
  expect(await callsOf(ctx)).toMatchObject([{ outcome: 'truncated', inputTokens: 900, outputTokens: 4 }])
  expect(await spentBy(ctx)).toEqual([])
})

test('R13: invalid image data is discarded', async () => {
  models.fail('too-long')
  const ctx = await imageScenes.agency()
  expect(await imageOf(ctx)).toMatchObject({
    status: 'failed',
    failure: expect.stringMatching(/not an image/),
  })
  expect(await filesOf(ctx)).toEqual([])
  expect(await spentBy(ctx)).toEqual([])
})

test('a provider that is busy once is retried, and both calls are recorded with tokens and cost', async () => {
  const ctx = await reportScenes.agency()
  models.fail('busy', 1)
  expect(await reportOf(ctx)).toMatchObject({ status: 'ready', model: 'the model local' })
  models.fail('busy', 1)
  expect(await imageOf(ctx)).toMatchObject({ status: 'ready', model: 'the model local' })
  const [report, reportAgain, image, imageAgain] = await callsOf(ctx)
  expect([report?.outcome, image?.outcome]).toEqual(['busy', 'busy'])
  expect(reportAgain).toMatchObject({ outcome: 'ok', images: 0, costMicroUsd: 4_000 })
  expect(reportAgain?.inputTokens).toBeGreaterThan(100)
  expect(reportAgain?.outputTokens).toBeGreaterThan(100)
  expect(imageAgain).toMatchObject({ outcome: 'ok', images: 1, outputTokens: 1_000, costMicroUsd: 4_000 })
  expect(await spentBy(ctx)).toHaveLength(2)
})
