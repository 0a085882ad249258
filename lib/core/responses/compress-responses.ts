import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import {
  compressWhole,
  type Encoding,
  type Encodings,
  encodingsFor,
  GzipPieces,
  isCompressible,
} from './encodings'
import { compressedFile, isKeptFile } from './kept-files'

const CHANNEL = 'http.server.request.start'
/** Smaller answers fit into a packet anyway. */
const LEAST_BYTES = 1_024
/** How long what was written waits for more. A page in one piece is compressed at once, and sent with its length. */
const PAUSE_MS = 2
/** Writing more than this sends it; a file of the build is sent whole. */
const MOST_WAITING_BYTES = 128 * 1_024
const MOST_FILE_BYTES = 4 * 1_024 * 1_024
/** The same getter for all: one of its own would keep a response until the whole heap is collected (docs/decisions/0082). */
const BEGUN = { configurable: true, get: () => true }

/**
 * Compresses the answers of this process, in place of Next.js: that sends each of a page's many small writes through a thread,
 * at one level for pages and files. Returns a function that stops this.
 */
export function compressResponses(): () => void {
  const compress = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const encodings = encodingsFor(request.headers['accept-encoding'])
    if (encodings && request.method !== 'HEAD')
      new Compression(request.url ?? '/', response, encodings).start()
  }
  subscribe(CHANNEL, compress)
  return () => void unsubscribe(CHANNEL, compress)
}

type Written = (error?: Error | null) => void
type Chunk = string | Uint8Array

/** Stands between a handler and its response. */
class Compression {
  /** Null until the first write, which shows whether this answer is compressed. */
  private isOn: boolean | null = null
  private isFile = false
  private isSending = false
  private pieces: GzipPieces | null = null
  private waiting: Buffer[] = []
  private waitingBytes = 0
  private callbacks: Written[] = []
  private timer: NodeJS.Timeout | undefined
  /** Node's own, from before a handler replaces them: Next.js ignores headers that are set after the answer has begun. */
  private readonly send: Pick<
    ServerResponse,
    'write' | 'end' | 'writeHead' | 'flushHeaders' | 'setHeader' | 'removeHeader'
  >

  constructor(
    private readonly url: string,
    private readonly response: ServerResponse,
    private readonly encodings: Encodings,
  ) {
    this.send = {
      write: response.write.bind(response),
      end: response.end.bind(response),
      writeHead: response.writeHead.bind(response),
      flushHeaders: response.flushHeaders.bind(response),
      setHeader: response.setHeader.bind(response),
      removeHeader: response.removeHeader.bind(response),
    }
  }

  start(): void {
    const { response } = this
    response.write = this.write.bind(this) as ServerResponse['write']
    response.end = this.end.bind(this) as ServerResponse['end']
    response.writeHead = this.writeHead.bind(this) as ServerResponse['writeHead']
    response.flushHeaders = this.flushHeaders.bind(this)
    response.once('close', () => clearTimeout(this.timer))
  }

  /** With a body to come, they go with it. */
  private flushHeaders(): void {
    if (!this.decide()) this.send.flushHeaders()
  }

  /** Headers that are passed here would be sent as they are, so they are set, and what changes for this encoding is set over them. */
  private writeHead(status: number, reason?: string | OutgoingHttpHeaders, headers?: OutgoingHttpHeaders) {
    // Node itself, for what this class sends.
    if (this.isSending) return this.send.writeHead(status)
    const given = typeof reason === 'object' ? reason : headers
    this.response.statusCode = status
    if (typeof reason === 'string') this.response.statusMessage = reason
    setAll(this.response, given)
    if (this.isOn) return this.response
    this.decide()
    if (!this.isOn) this.send.writeHead(status)
    return this.response
  }

  private write(chunk: Chunk, encoding?: BufferEncoding | Written, written?: Written): boolean {
    const callback = typeof encoding === 'function' ? encoding : written
    if (!this.decide()) return this.send.write(chunk, encoding as BufferEncoding, written)
    this.add(chunk, encoding)
    if (callback) this.callbacks.push(callback)
    if (this.waitingBytes >= (this.isFile ? MOST_FILE_BYTES : MOST_WAITING_BYTES)) return this.flush()
    if (!this.isFile) this.timer ??= setTimeout(() => this.flush(), PAUSE_MS)
    return true
  }

  private end(chunk?: Chunk | Written, encoding?: BufferEncoding | Written, ended?: Written): ServerResponse {
    const callback = [chunk, encoding, ended].find((one) => typeof one === 'function') as Written | undefined
    const last = typeof chunk === 'function' ? undefined : chunk
    if (!this.decide()) return this.send.end(last, encoding as BufferEncoding, callback as () => void)
    if (last !== undefined && last !== null) this.add(last, encoding)
    if (callback) this.callbacks.push(callback)
    clearTimeout(this.timer)
    const body = Buffer.concat(this.waiting)
    if (this.pieces) this.finish(this.pieces.last(body))
    else if (body.byteLength < LEAST_BYTES) this.finishPlain(body)
    else this.finishWhole(body)
    return this.response
  }

  private finishWhole(body: Buffer): void {
    const { file, whole } = this.encodings
    if (this.isFile)
      compressedFile(this.url, body, file).then(
        (compressed) => this.finishAs(file, compressed),
        (error: Error) => this.response.destroy(error),
      )
    else this.finishAs(whole, compressWhole(body, whole))
  }

  private finishPlain(body: Buffer): void {
    this.send.setHeader('Content-Length', body.byteLength)
    this.finish(body)
  }

  private finishAs(encoding: Encoding, compressed: Buffer): void {
    if (this.response.destroyed) return
    this.begin(encoding)
    this.send.setHeader('Content-Length', compressed.byteLength)
    this.finish(compressed)
  }

  private finish(compressed: Buffer): void {
    if (this.response.destroyed) return
    const callbacks = this.callbacks.splice(0)
    this.isSending = true
    this.send.end(compressed, () => {
      for (const call of callbacks) call()
    })
  }

  /** What was written so far, for a browser that shows it while the rest is on its way. */
  private flush(): boolean {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.response.destroyed) return false
    if (!this.pieces) {
      this.pieces = new GzipPieces()
      this.begin('gzip')
    }
    const piece = Buffer.concat(this.waiting)
    const callbacks = this.callbacks.splice(0)
    this.waiting = []
    this.waitingBytes = 0
    this.isSending = true
    return this.send.write(this.pieces.next(piece), () => {
      for (const call of callbacks) call()
    })
  }

  private add(chunk: Chunk, encoding?: BufferEncoding | Written): void {
    const named = typeof encoding === 'string' ? encoding : 'utf8'
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, named)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.waiting.push(bytes)
    this.waitingBytes += bytes.byteLength
  }

  private begin(encoding: Encoding): void {
    this.send.removeHeader('Content-Length')
    this.send.setHeader('Content-Encoding', encoding)
  }

  /** Whether this answer is compressed, once its headers are known. */
  private decide(): boolean {
    if (this.isOn !== null) return this.isOn
    const { response } = this
    const isText = isCompressible(String(response.getHeader('Content-Type') ?? ''))
    if (isText) response.appendHeader('Vary', 'Accept-Encoding')
    const size = Number(response.getHeader('Content-Length') ?? LEAST_BYTES)
    this.isOn =
      isText &&
      size >= LEAST_BYTES &&
      ![204, 206, 304].includes(response.statusCode) &&
      !response.hasHeader('Content-Encoding') &&
      !response.headersSent &&
      !String(response.getHeader('Cache-Control') ?? '').includes('no-transform')
    this.isFile = this.isOn && isKeptFile(this.url, response)
    // The handler has begun its answer, and what waits here is part of it.
    if (this.isOn) Object.defineProperty(response, 'headersSent', BEGUN)
    return this.isOn
  }
}

function setAll(
  response: ServerResponse,
  headers: OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined,
): void {
  if (Array.isArray(headers)) {
    for (let i = 0; i + 1 < headers.length; i += 2)
      response.setHeader(String(headers[i]), headers[i + 1] ?? '')
    return
  }
  for (const [name, value] of Object.entries(headers ?? {}))
    if (value !== undefined) response.setHeader(name, value)
}
