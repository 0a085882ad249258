import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Boundaries } from './boundaries'

const DAY = 86_400_000

/** Boundaries with a clock that the test controls. */
function watched(ends: Record<number, number[]>) {
  const [fired, reads] = [[] as number[], [] as number[][]]
  const start = Date.now()
  const boundaries = new Boundaries(
    (id) => fired.push(id),
    async (ids) => {
      reads.push([...ids])
      const passed = Date.now() - start
      return new Map(
        ids.flatMap((id) => {
          const next = (ends[id] ?? []).find((at) => at > passed)
          return next === undefined ? [] : [[id, next - passed] as const]
        }),
      )
    },
  )
  return { boundaries, fired, reads }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('R25: Boundaries', () => {
  it('announces each boundary when it is due', async () => {
    const { boundaries, fired } = watched({ 1: [2_000, 5_000] })
    boundaries.watch(1)
    await vi.advanceTimersByTimeAsync(1_990)
    expect(fired).toEqual([])
    await vi.advanceTimersByTimeAsync(60)
    expect(fired).toEqual([1])
    await vi.advanceTimersByTimeAsync(3_000)
    expect(fired).toEqual([1, 1])
    await vi.advanceTimersByTimeAsync(DAY)
    expect(fired).toEqual([1, 1])
  })

  it('reads once for many changes and workspaces, and not again while nothing changes', async () => {
    const { boundaries, reads } = watched({ 1: [3 * DAY], 2: [3 * DAY] })
    boundaries.watch(1)
    boundaries.watch(2)
    for (let i = 0; i < 100; i += 1) boundaries.refresh(1)
    await vi.advanceTimersByTimeAsync(2 * DAY)
    expect(reads).toEqual([[1, 2]])
  })

  it('keeps one timer per workspace, and none after its last page is closed', async () => {
    const { boundaries, fired } = watched({ 1: [2_000], 2: [2_000] })
    boundaries.watch(1)
    boundaries.watch(2)
    await vi.advanceTimersByTimeAsync(500)
    boundaries.refresh(1)
    await vi.advanceTimersByTimeAsync(500)
    expect(vi.getTimerCount()).toBe(2)
    boundaries.forget(1)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(fired).toEqual([2])
    boundaries.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for a boundary beyond the maximum delay of a timer', async () => {
    const { boundaries, fired } = watched({ 1: [50 * DAY] })
    boundaries.watch(1)
    await vi.advanceTimersByTimeAsync(50 * DAY - 1_000)
    expect(fired).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(fired).toEqual([1])
  })

  it('reads again after the database was unreachable', async () => {
    const fired: number[] = []
    let isDown = true
    const boundaries = new Boundaries(
      (id) => fired.push(id),
      async (ids) => {
        if (isDown) throw new Error('no connection')
        return new Map(ids.map((id) => [id, 1_000]))
      },
    )
    boundaries.watch(1)
    await vi.advanceTimersByTimeAsync(1_000)
    isDown = false
    await vi.advanceTimersByTimeAsync(7_000)
    expect(fired.length).toBeGreaterThan(0)
    boundaries.close()
  })
})
