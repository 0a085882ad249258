import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeAll } from 'vitest'
import { system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { creditEntries } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { localDisk } from '@/lib/files/local-disk'
import { preparePrices } from '@/lib/metering/testing'
import { closeConnections } from '@/local/test/connections'

/** Prices, recorded sales and a folder of files for the tests of reports, valuations and images by API. */
export function prepareWork(): void {
  beforeAll(async () => {
    setTestEnv()
    const folder = await mkdtemp(join(tmpdir(), 'api-'))
    Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
    await seedRecordedSales(process.env.DATABASE_URL ?? '')
    await preparePrices({
      'report.generate': { credits: 20 },
      'valuation.instant': { credits: 20 },
      'image.generate': { credits: 20 },
      'image.regenerate': { credits: 10 },
      'image.edit': { credits: 5 },
    })
    return async () => {
      await closeConnections()
      await rm(folder, { recursive: true })
    }
  })
}

export const report = {
  area: { kind: 'zip', zipCode: '98103' },
  periodFrom: '2015-01-01',
  periodTo: '2015-03-31',
  quotedCredits: 20,
}
export const valuation = {
  label: '12 Test Lane',
  zipCode: '98103',
  latitude: 47.664,
  longitude: -122.336,
  livingSqft: 1_720,
  basementSqft: 400,
  lotSqft: 3_800,
  bedrooms: 3,
  bathrooms: 1.75,
  floors: 1.5,
  yearBuilt: 1925,
  condition: 4,
  grade: 7,
  valuedOn: '2015-04-01',
  quotedCredits: 20,
}
export const image = {
  headline: 'A garden home near Green Lake',
  price: '$845,000',
  details: '4 bed, 2.5 bath',
  wish: 'a modern home',
  format: 'square',
  quotedCredits: 20,
}

/** Ledger entries with the actor and what they are for, oldest first. */
export const entriesOf = ({ workspaceId }: WorkspaceContext) =>
  system()
    .select({
      amount: creditEntries.amount,
      actorId: creditEntries.actorId,
      subjectId: creditEntries.subjectId,
    })
    .from(creditEntries)
    .where(eq(creditEntries.workspaceId, workspaceId))
    .orderBy(creditEntries.seq)
    .then((rows) => rows.filter(({ amount }) => amount < 0))
