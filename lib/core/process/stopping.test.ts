import { afterEach, expect, it, vi } from 'vitest'
import { isStopping, onStop, stopEverything } from './stopping'

afterEach(() => {
  delete (globalThis as { marketTrakStopping?: unknown }).marketTrakStopping
})

it('R52: stopEverything ends what is registered once, and a failure keeps nothing else from ending', async () => {
  const [ended, forgotten, failures] = [vi.fn(), vi.fn(), vi.fn()]
  onStop(() => {
    throw new Error('stuck')
  })
  onStop(ended)
  onStop(forgotten)()
  expect(isStopping()).toBe(false)
  await Promise.all([stopEverything(failures), stopEverything(failures)])
  expect(isStopping()).toBe(true)
  expect(ended).toHaveBeenCalledOnce()
  expect(forgotten).not.toHaveBeenCalled()
  expect(failures).toHaveBeenCalledOnce()
})

it('R52: what is registered while the process stops ends immediately', async () => {
  await stopEverything(() => {})
  const late = vi.fn()
  onStop(late)
  expect(late).toHaveBeenCalledOnce()
})
