import { expect, it } from 'vitest'
import { LAST_ANCHOR } from './address-anchors'

it('keeps only the last anchor in URLs written by the router', () => {
  const written: unknown[][] = []
  const note = (...args: unknown[]) => written.push(args)
  const history: Record<string, (...args: unknown[]) => void> = { pushState: note, replaceState: note }
  new Function('history', LAST_ANCHOR)(history)
  history.pushState?.({ key: 1 }, '', '/workspace-settings?tab=billing#plans#plans')
  history.replaceState?.(null, '', new URL('http://localhost/page#packs#plans'))
  history.pushState?.(null, '', '/help/credits#spending')
  history.replaceState?.(null, '')
  expect(written).toEqual([
    [{ key: 1 }, '', '/workspace-settings?tab=billing#plans'],
    [null, '', 'http://localhost/page#plans'],
    [null, '', '/help/credits#spending'],
    [null, '', undefined],
  ])
})
