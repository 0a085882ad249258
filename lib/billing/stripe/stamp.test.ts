import { beforeAll, describe, expect, it } from 'vitest'
import { setTestEnv } from '../testing.ts'
import { stampedWorkspace, stampOf } from './stamp.ts'

beforeAll(() => setTestEnv({ DATABASE_URL: 'postgres://localhost/market_trak' }))

describe('R30: stampedWorkspace', () => {
  it('returns the workspace of the stamp', () => {
    expect(stampedWorkspace(stampOf(7))).toBe(7)
    expect(stampedWorkspace({ ...stampOf(7), other: 'x' })).toBe(7)
  })

  it('returns null without a tag, with a wrong tag, or for another workspace', () => {
    const { market_trak_workspace, market_trak_tag } = stampOf(7)
    const foreign = [
      null,
      undefined,
      {},
      { workspace_id: '7' },
      { market_trak_workspace },
      { market_trak_tag },
      { market_trak_workspace: '8', market_trak_tag },
      { market_trak_workspace: '07', market_trak_tag },
      { market_trak_workspace, market_trak_tag: `${market_trak_tag}x` },
      { market_trak_workspace, market_trak_tag: '' },
    ]
    for (const metadata of foreign) expect(stampedWorkspace(metadata as never)).toBeNull()
  })
})
