import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { compressResponses } from './compress-responses'
import { encodingsFor } from './encodings'

let close = () => {}
afterEach(() => close())

async function serve(listener: RequestListener): Promise<number> {
  const stop = compressResponses()
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    stop()
    server.closeAllConnections()
    server.close()
  }
  return (server.address() as AddressInfo).port
}

type Answer = {
  headers: IncomingMessage['headers']
  status: number
  bytes: Buffer
  text: string
  pieces: Buffer[]
}

function ask(
  port: number,
  accepted: string | null = 'gzip, deflate, br',
  path = '/page',
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = accepted === null ? {} : { 'accept-encoding': accepted }
    request({ host: '127.0.0.1', port, path, method, headers }, async (answer) => {
      const pieces: Buffer[] = []
      for await (const piece of answer) pieces.push(piece as Buffer)
      const bytes = Buffer.concat(pieces)
      const encoding = answer.headers['content-encoding']
      resolve({
        headers: answer.headers,
        status: answer.statusCode ?? 0,
        bytes,
        text: decode(bytes, encoding).toString(),
        pieces,
      })
    })
      .on('error', reject)
      .end()
  })
}

function decode(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'zstd') return zstdDecompressSync(bytes)
  if (encoding === 'br') return brotliDecompressSync(bytes)
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes
}

const LINE = 'The market of 98052, in figures. '
const PAGE = `<p>${LINE.repeat(500)}</p>`
const html = { 'content-type': 'text/html; charset=utf-8' }
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('compressResponses', () => {
  test.each([
    ['zstd', 'gzip, deflate, br, zstd'],
    ['br', 'gzip, deflate, br'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0, gzip'],
    [undefined, 'identity'],
    [undefined, null],
  ])('answers in %s to a client that takes %s', async (encoding, accepted) => {
    const port = await serve((_, response) => {
      response.writeHead(200, html)
      for (let at = 0; at < PAGE.length; at += 1_000) response.write(PAGE.slice(at, at + 1_000))
      response.end()
    })
    const answer = await ask(port, accepted)
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.text).toBe(PAGE)
    if (encoding === undefined) return
    expect(answer.headers['content-length']).toBe(String(answer.bytes.byteLength))
    expect(answer.headers.vary).toContain('Accept-Encoding')
    expect(answer.bytes.byteLength).toBeLessThan(PAGE.length / 10)
  })

  test('sends what was written before a pause, in one stream that decodes at every piece', async () => {
    const port = await serve(async (_, response) => {
      response.setHeader('content-type', 'text/html')
      response.write(PAGE)
      await wait(60)
      response.write('<p>later</p>')
      await wait(60)
      response.end('<p>last</p>')
    })
    const answer = await ask(port)
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.text).toBe(`${PAGE}<p>later</p><p>last</p>`)
    expect(answer.pieces.length).toBeGreaterThanOrEqual(3)
  })

  test('passes on a stream larger than any buffer, and the wait for its reader', async () => {
    const rows = Array.from({ length: 4_000 }, () => randomBytes(150).toString('hex'))
    const port = await serve((_, response) => {
      response.setHeader('content-type', 'text/csv')
      Readable.from(rows).pipe(response)
    })
    const answer = await ask(port)
    expect(answer.text).toBe(rows.join(''))
    expect(answer.headers['content-encoding']).toBe('gzip')
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['a small answer', { 'content-type': 'application/json' }, 200, '{"ok":true}'],
    ['a picture', { 'content-type': 'image/png' }, 200, PAGE],
    ['events, which arrive one by one', { 'content-type': 'text/event-stream' }, 200, PAGE],
    ['a part of a file', { 'content-type': 'text/csv' }, 206, PAGE],
    ['what must not be changed', { ...html, 'cache-control': 'no-transform' }, 200, PAGE],
  ])('leaves %s as it is', async (_, headers, status, body) => {
    const port = await serve((_request, response) => {
      response.writeHead(status, headers)
      response.end(body)
    })
    const answer = await ask(port)
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer).toMatchObject({ status, text: body })
  })

  test('leaves answers without a body alone: HEAD, not modified, redirects', async () => {
    const port = await serve((asked, response) => {
      if (asked.url === '/moved') response.writeHead(307, { ...html, location: '/there' })
      else if (asked.url === '/same') response.writeHead(304, html)
      else response.writeHead(200, { ...html, 'content-length': '4000' })
      response.end()
    })
    expect(await ask(port, 'br', '/moved')).toMatchObject({
      status: 307,
      text: '',
      headers: { location: '/there' },
    })
    expect(await ask(port, 'br', '/same')).toMatchObject({ status: 304, text: '' })
    expect((await ask(port, 'br', '/page', 'HEAD')).headers['content-length']).toBe('4000')
  })

  test('keeps the compressed form of files whose URL names their content', async () => {
    let served = ''
    const port = await serve((asked, response) => {
      const body = `${served}${'const figure = 1;'.repeat(20_000)}`
      response.writeHead(200, {
        'content-type': 'application/javascript',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      for (let at = 0; at < body.length; at += 65_536) response.write(body.slice(at, at + 65_536))
      response.end(asked.url === '/other.js' ? 'x' : '')
    })
    const first = await ask(port, 'br', '/_next/static/a.js')
    served = 'changed'
    const again = await ask(port, 'br, zstd', '/_next/static/a.js')
    expect(again.text).toBe(first.text)
    expect(again.headers['content-encoding']).toBe('br')
    expect((await ask(port, 'br', '/other.js')).text).toContain('changed')
  })

  test('sets its headers even if the handler refuses headers of an answer that has begun, as Next.js does', async () => {
    const port = await serve((_, response) => {
      const { setHeader, removeHeader } = response
      response.setHeader = (...given) => (response.headersSent ? response : setHeader.apply(response, given))
      response.removeHeader = (...given) => {
        if (!response.headersSent) removeHeader.apply(response, given)
      }
      response.setHeader('content-type', 'text/html')
      response.setHeader('content-length', Buffer.byteLength(PAGE))
      response.flushHeaders()
      response.write(PAGE.slice(0, 5_000))
      response.end(PAGE.slice(5_000))
    })
    for (const accepted of ['br', 'gzip', 'gzip, zstd']) {
      const answer = await ask(port, accepted)
      expect(answer.headers['content-encoding']).toBe(accepted.split(', ').at(-1))
      expect(answer.headers['content-length']).toBe(String(answer.bytes.byteLength))
      expect(answer.text).toBe(PAGE)
    }
  })

  test('survives a client that goes away', async () => {
    const port = await serve(async (asked, response) => {
      response.setHeader('content-type', 'text/html')
      response.write(PAGE)
      if (asked.url === '/left') await wait(40)
      response.end('<p>end</p>')
    })
    await new Promise<void>((resolve) => {
      const asked = request(
        { host: '127.0.0.1', port, path: '/left', headers: { 'accept-encoding': 'gzip' } },
        () => asked.destroy(),
      )
      asked.on('error', () => {}).on('close', resolve)
      asked.end()
    })
    await wait(80)
    expect((await ask(port)).text).toBe(`${PAGE}<p>end</p>`)
  })
})

describe('encodingsFor', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'zstd', 'br'],
    ['gzip, deflate, br', 'br', 'br'],
    ['*', 'br', 'br'],
    ['br;q=0.0, *;q=0.5', 'gzip', 'gzip'],
    ['GZIP, ZSTD', 'zstd', 'gzip'],
    ['gzip, zstd;q=0', 'gzip', 'gzip'],
  ])('%s: %s, files %s', (accepted, whole, file) => expect(encodingsFor(accepted)).toEqual({ whole, file }))

  test.each(['gzip;q=0', '', undefined])('%s: none', (accepted) => expect(encodingsFor(accepted)).toBeNull())
})
