import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { limitedAuthHandler } from './auth-request'

const FORM = 'application/x-www-form-urlencoded'

/** The request next-auth would receive, and the response. */
async function sent(path: string, body: BodyInit | null, type = FORM, headers: Record<string, string> = {}) {
  const given: { fields: Record<string, string>; type: string | null; cookie: string | null }[] = []
  const handler = limitedAuthHandler(async (request) => {
    given.push({
      fields: Object.fromEntries(new URLSearchParams(await request.text())),
      type: request.headers.get('content-type'),
      cookie: request.cookies.get('csrf')?.value ?? null,
    })
    return Response.json({ ok: true })
  })
  const request = new NextRequest(`https://a.test/api/auth/${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, cookie: 'csrf=1', ...headers },
    duplex: 'half',
  } as ConstructorParameters<typeof NextRequest>[1])
  const segments = path.split('?')[0]?.split('/') ?? []
  const answer = await handler(request, { params: Promise.resolve({ nextauth: segments }) })
  return { status: answer.status, given }
}

function endless() {
  let read = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1
      controller.enqueue(new Uint8Array(10_000).fill(91))
      if (read > 10_000) controller.close()
    },
  })
  return { stream, read: () => read }
}

describe('R41: limitedAuthHandler', () => {
  it('passes on a form unchanged', async () => {
    const { status, given } = await sent('signin/email', 'email=ann%40a.test&csrfToken=1&json=true')
    expect(status).toBe(200)
    const fields = { email: 'ann@a.test', csrfToken: '1', json: 'true' }
    expect(given).toEqual([{ fields, type: FORM, cookie: '1' }])
  })

  it('passes on flat JSON as a form', async () => {
    const { given } = await sent('signout', '{"csrfToken":"1","json":true}', 'application/json')
    expect(given[0]?.fields).toEqual({ csrfToken: '1', json: 'true' })
  })

  it.each([FORM, 'application/json'])('stops reading a large body of %s', async (type) => {
    expect((await sent('signin/email', 'x'.repeat(10_001), type)).status).toBe(413)
    const { stream, read } = endless()
    expect((await sent('signin/email', stream, type)).status).toBe(413)
    expect(read()).toBeLessThan(10)
  })

  it.each([
    ['application/json', '{"email":{"toLowerCase":1}}'],
    ['application/json', '[[[[[[]]]]]]'],
    ['application/json', '{'],
    ['application/json', '{"email":"a\\u0000@b.test"}'],
    [FORM, 'email=a%00%40b.test'],
    [FORM, 'a=1&'.repeat(100)],
  ])('refuse %s %s', async (type, body) => {
    const { status, given } = await sent('signin/email', body, type)
    expect(status).toBe(400)
    expect(given).toEqual([])
  })

  it('refuses an email address in the query that cannot be stored', async () => {
    expect((await sent('callback/email?email=a%00%40b.test', '')).status).toBe(400)
  })

  it('does not read a body of another type', async () => {
    const { stream, read } = endless()
    const { status, given } = await sent('signout', stream, 'multipart/form-data; boundary=x')
    expect(status).toBe(200)
    expect(given[0]?.fields).toEqual({})
    expect(read()).toBeLessThan(3)
  })

  it('logs nothing for POST /api/auth/_log', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
    const { status, given } = await sent('_log', `level=error&code=${'x'.repeat(400_000)}`)
    expect(write).not.toHaveBeenCalled()
    write.mockRestore()
    expect(status).toBe(200)
    expect(given).toEqual([])
  })
})
