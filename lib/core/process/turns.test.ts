import { describe, expect, it } from 'vitest'
import { makeTurns, NoTurn, type TurnLimits, TurnTooLong } from './turns'

const limits: TurnLimits = {
  maxConcurrent: 1,
  maxConcurrentPerKey: 1,
  maxWaiting: 10,
  maxWaitingPerKey: 10,
  maxWaitMs: 10_000,
  maxRunMs: 10_000,
}

/** Work that ends when the test resolves it, and records its start. */
function manual() {
  const started: string[] = []
  const end = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      started.push(name)
      end.set(name, () => resolve(name))
    })
  return { started, work, end: (name: string) => end.get(name)?.() }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('R41: makeTurns', () => {
  it('runs one at a time and lets keys take turns', async () => {
    const turns = makeTurns(limits)
    const { started, work, end } = manual()
    const all = ['a1', 'a2', 'a3', 'b1', 'c1'].map((name) => turns(name.slice(0, 1), work(name)))
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) {
      await settle()
      expect(started.at(-1)).toBe(name)
      end(name)
    }
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'c1'])
  })

  it('keeps turns free for other keys', async () => {
    const turns = makeTurns({ ...limits, maxConcurrent: 3, maxConcurrentPerKey: 2 })
    const { started, work, end } = manual()
    const all = ['a1', 'a2', 'a3', 'b1'].map((name) => turns(name.slice(0, 1), work(name)))
    await settle()
    expect(started).toEqual(['a1', 'a2', 'b1'])
    for (const name of ['b1', 'a1', 'a2']) end(name)
    await settle()
    expect(started).toEqual(['a1', 'a2', 'b1', 'a3'])
    end('a3')
    await Promise.all(all)
  })

  it('refuses immediately when the queue is full, in total or for one key', async () => {
    const turns = makeTurns({ ...limits, maxWaiting: 3, maxWaitingPerKey: 2 })
    const { work, end } = manual()
    const started = ['a1', 'a2', 'a3'].map((name) => turns('a', work(name)))
    await expect(turns('a', work('a4'))).rejects.toThrow(NoTurn)
    const other = turns('b', work('b1'))
    await expect(turns('c', work('c1'))).rejects.toThrow(NoTurn)
    for (const name of ['a1', 'a2', 'b1', 'a3']) {
      await settle()
      end(name)
    }
    expect(await Promise.all([...started, other])).toEqual(['a1', 'a2', 'a3', 'b1'])
  })

  it('refuses callers that waited too long, and keeps the turn of slow work until it ends', async () => {
    const turns = makeTurns({ ...limits, maxWaitMs: 20, maxRunMs: 20 })
    const { started, work, end } = manual()
    const long = expect(turns('a', work('a1'))).rejects.toThrow(TurnTooLong)
    const late = expect(turns('b', work('b1'))).rejects.toThrow(NoTurn)
    await Promise.all([long, late])
    expect(started).toEqual(['a1'])
    end('a1')
    await settle()
    const next = turns('b', work('b2'))
    await settle()
    end('b2')
    expect(await next).toBe('b2')
  })

  it('continues after failed work, even if it failed synchronously', async () => {
    const turns = makeTurns(limits)
    const fails = turns('a', () => {
      throw new Error('broken')
    })
    const next = turns('a', async () => 'fine')
    await expect(fails).rejects.toThrow('broken')
    expect(await next).toBe('fine')
  })
})
