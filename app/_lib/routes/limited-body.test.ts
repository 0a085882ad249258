import { describe, expect, it } from 'vitest'
import { code } from '@/lib/core/testing'
import { formInput } from '../actions/make-action'
import { limitedBytes, limitedForm, limitedJson } from './limited-body'

/** A body in chunks of 1,000 bytes without a declared length, and how many were read. */
function streamed(pieces: number, headers: Record<string, string> = {}) {
  let read = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read === pieces) return controller.close()
        read += 1
        controller.enqueue(new Uint8Array(1_000).fill(97))
      },
    },
    { highWaterMark: 0 },
  )
  const request = new Request('https://a.test/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)
  return { request, read: () => read }
}
const post = (body: string, type = 'application/json') =>
  new Request('https://a.test/', { method: 'POST', body, headers: { 'content-type': type } })

describe('R41: limitedBytes', () => {
  it('reads a body up to its limit', async () => {
    expect((await limitedBytes(streamed(5).request, 5_000)).length).toBe(5_000)
  })

  it('stops reading a streamed body as soon as the limit is passed', async () => {
    const { request, read } = streamed(100_000)
    expect(await code(limitedBytes(request, 5_000))).toBe('body.too-large')
    expect(read()).toBeLessThan(10)
  })

  it('reads nothing of a body with a declared length over the limit', async () => {
    const { request, read } = streamed(100_000, { 'content-length': '100000000' })
    expect(await code(limitedBytes(request, 5_000))).toBe('body.too-large')
    expect(read()).toBe(0)
  })

  it('does not trust a declared length that is too small', async () => {
    const { request } = streamed(100, { 'content-length': '10' })
    expect(await code(limitedBytes(request, 5_000))).toBe('body.too-large')
  })
})

describe('R41: limitedJson', () => {
  it('refuses deep nesting, in lists and objects', async () => {
    expect(await code(limitedJson(post(`{"a":${'['.repeat(4_000)}${']'.repeat(4_000)}}`), 10_000))).toBe(
      'input',
    )
    expect(await code(limitedJson(post(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), 10_000))).toBe('input')
    expect(await limitedJson(post('{"a":[{"b":[1]}]}'), 10_000)).toEqual({ a: [{ b: [1] }] })
  })

  it.each(['[1]', '"text"', 'null', '{', '\0'])('refuses %j', async (body) => {
    expect(await code(limitedJson(post(body), 10_000))).toBe('input')
  })
})

describe('R41: limitedForm', () => {
  const form = 'application/x-www-form-urlencoded'
  it('refuses too many fields and other content types', async () => {
    expect(await code(limitedForm(post('a=1&'.repeat(51), form), 10_000))).toBe('input')
    expect(await code(limitedForm(post('a=1', 'multipart/form-data; boundary=x'), 10_000))).toBe('input')
    expect((await limitedForm(post('a=1&b=%ff', form), 10_000)).get('a')).toBe('1')
  })
})

describe('R41: formInput', () => {
  it('reads in linear time and refuses too many fields', () => {
    const form = new FormData()
    for (let i = 0; i < 100_000; i += 1) form.append(`field-${i}`, '')
    const start = performance.now()
    expect(() => formInput(form)).toThrow(/at most 5000 fields/)
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  it('groups repeated names and leaves out reserved names', () => {
    const form = new FormData()
    for (const [name, value] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
      ['__proto__', 'x'],
      ['$ACTION_ID', 'x'],
    ] as const)
      form.append(name, value)
    expect(formInput(form)).toEqual({ a: ['1', '3'], b: '2' })
    expect(() => formInput('text')).toThrow(/Expected form data/)
  })
})
