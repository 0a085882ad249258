import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { closeConnections } from '@/local/test/connections'
import { agency, confirmed, prepareCampaignPrices } from '../testing'
import { type Claimed, openClaims, type Run } from './claim'

setTestEnv()
beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

/** A campaign that a run has started. */
async function running(people: number): Promise<Run> {
  const ctx = await agency('credits', 1_000)
  const { id } = await confirmed(ctx, people)
  const run = { workspaceId: ctx.workspaceId, campaignId: id, runId: randomUUID() }
  await takeOver(run)
  return run
}

const takeOver = ({ campaignId, runId }: Run) =>
  system().execute(sql`update campaigns set status = 'running', run_id = ${runId} where id = ${campaignId}`)

const recipientsOf = ({ campaignId }: Run) =>
  system().execute<{ position: number; status: string; attempts: number; transaction: string }>(
    sql`select position, status, attempts, xmin::text as transaction from campaign_recipients
      where campaign_id = ${campaignId} order by position`,
  )
const accepted = ({ position, attempts }: Claimed) => ({
  ...{ position, attempts, cause: null },
  delivery: { status: 'accepted' } as const,
})
const isClaimed = (claimed: Claimed | null): claimed is Claimed => claimed !== null

describe('R13: claims of several lanes', () => {
  test('are written in one statement, each lane gets a recipient of its own, and no one else is claimed', async () => {
    const run = await running(20)
    const claim = openClaims(run, async () => [])
    const claimed = (await Promise.all(Array.from({ length: 6 }, () => claim(null)))).filter(isClaimed)
    expect(claimed.map(({ position }) => position).toSorted()).toEqual([1, 2, 3, 4, 5, 6])
    const sending = (await recipientsOf(run)).filter(({ status }) => status === 'sending')
    expect(sending).toHaveLength(6)
    expect(new Set(sending.map(({ transaction }) => transaction)).size).toBe(1)
  })

  test('are committed with the results of the emails before them', async () => {
    const run = await running(9)
    const claim = openClaims(run, async () => [])
    let claimed = (await Promise.all(Array.from({ length: 4 }, () => claim(null)))).filter(isClaimed)
    const rejected = { status: 'rejected', answer: '550 5.1.1 No such mailbox', command: 'RCPT TO' } as const
    for (let round = 0; claimed.length > 0; round++) {
      expect(round).toBeLessThan(5)
      claimed = (
        await Promise.all(
          claimed.map((one) =>
            claim(
              one.position === 3
                ? { ...accepted(one), delivery: rejected, cause: 'no-mailbox' }
                : accepted(one),
            ),
          ),
        )
      ).filter(isClaimed)
    }
    const rows = await recipientsOf(run)
    expect(rows.map(({ status }) => status)).toEqual(
      rows.map(({ position }) => (position === 3 ? 'rejected' : 'accepted')),
    )
    expect(rows.every(({ attempts }) => attempts === 1)).toBe(true)
    // Nine recipients of four lanes take four statements, not nine.
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThan(9)
  })

  test('a lane that only records its result gets no recipient', async () => {
    const run = await running(3)
    const claim = openClaims(run, async () => [])
    const first = await claim(null)
    if (!first) throw new Error('no recipient was claimed')
    const [none, next] = await Promise.all([claim(accepted(first), false), claim(null)])
    expect([none, next?.position]).toEqual([null, 2])
  })

  test('of a run that another one replaced get no recipient, and its email is not taken from the other', async () => {
    const run = await running(3)
    const claim = openClaims(run, async () => [])
    const first = await claim(null)
    if (!first) throw new Error('no recipient was claimed')
    await takeOver({ ...run, runId: randomUUID() })
    expect(await claim(accepted(first))).toBeNull()
    // Its own email is recorded: it was sent.
    expect((await recipientsOf(run)).map(({ status }) => status)).toEqual(['accepted', 'waiting', 'waiting'])
  })

  test('of two runs at once are never the same recipient', async () => {
    const run = await running(12)
    const both = [openClaims(run, async () => []), openClaims(run, async () => [])]
    const claimed = await Promise.all(both.flatMap((claim) => Array.from({ length: 8 }, () => claim(null))))
    const positions = claimed.filter(isClaimed).map(({ position }) => position)
    expect(new Set(positions).size).toBe(positions.length)
    expect(positions).toHaveLength(12)
  })
})
