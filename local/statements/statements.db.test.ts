import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, inWorkspace, system } from '@/db/client'
import { posts } from '@/db/schema'
import { findOwnerOfCustomer } from '@/lib/billing/customer/customer-owner'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { makeWorkspace } from '@/lib/credits/testing'
import { listWorkspaces } from '@/lib/workspaces/own-workspaces'
import { renameWorkspace } from '@/lib/workspaces/rename-workspace'
import { makeTeam } from '@/lib/workspaces/testing'
import { closeConnections } from '../test/connections'
import type { SentStatements } from './check-file'

afterAll(closeConnections)

const { sentStatements } = globalThis as unknown as { sentStatements: { sent: SentStatements } }
const { owner } = await makeTeam('Recorded')
const filesOf = (text: string) =>
  sentStatements.sent.take().flatMap(({ shape, file }) => (shape.includes(text) ? [file] : []))

describe('statements of a test file', () => {
  beforeEach(() => void sentStatements.sent.take())

  it('R53: are known by the file of the product that sends them', async () => {
    await listWorkspaces(owner.userId)
    expect(filesOf('from "members"')).toEqual(['lib/workspaces/own-workspaces.ts'])
    await findOwnerOfCustomer('cus_none')
    expect(filesOf('from "stripe_owners"')).toEqual(['lib/billing/stripe/stripe-owner.ts'])
  })

  it('R53: are known inside a transaction of a workspace', async () => {
    await renameWorkspace(owner, 'Renamed')
    expect(filesOf('update "workspaces"')).toEqual(['lib/workspaces/rename-workspace.ts'])
  })

  it('R53: are not known if the test itself sends them', async () => {
    await system().select().from(posts).limit(1)
    await system().execute(sql`select from posts limit 1`)
    await inWorkspace(owner.workspaceId, (tx) => tx.select().from(posts).limit(1))
    const client = connect({ max: 1 })
    await client`select from posts limit 1`
    await client.unsafe('select from posts limit 1')
    await client.end()
    expect(filesOf('from')).toEqual([])
  })

  it('R53: are known if the driver sends them, as the ledger does', async () => {
    const { workspaceId } = await makeWorkspace()
    sentStatements.sent.take()
    await Promise.all([readAccount(workspaceId), post(workspaceId, { type: 'touch' })])
    expect(filesOf('from credit_accounts')).toEqual(
      expect.arrayContaining(['lib/credits/read/read.ts', 'lib/credits/posting/load.ts']),
    )
  })
})
