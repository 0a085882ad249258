import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import { describe, expect, test } from 'vitest'
import { newVersionFailure, reportNewVersion } from './new-version'

const submit = (action: () => Promise<{ ok: true; message: string }>) =>
  reportNewVersion(action)(null, new FormData())

describe('R52: reportNewVersion', () => {
  test('returns the result of an action that the server knows', async () => {
    expect(await submit(async () => ({ ok: true, message: 'Saved.' }))).toEqual({
      ok: true,
      message: 'Saved.',
    })
  })

  test('says that a new version is available if the server doesn’t know the action', async () => {
    const result = await submit(() => Promise.reject(new UnrecognizedActionError('not found')))
    expect(result).toBe(newVersionFailure)
  })

  test('leaves other failures to the page', async () => {
    await expect(submit(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline')
  })
})
