import { Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { drive, type Load } from '../harness.ts'

/** A page or route that is requested again and again. */
export type Target = { url: string; headers: Record<string, string> }

export const CONNECTIONS = 16

/** As Chrome and Firefox send it over HTTPS. */
const COMPRESSED = { 'accept-encoding': 'gzip, deflate, br, zstd' }

/** Repeats requests over 16 kept-alive connections, each as soon as the last byte of its answer arrived. */
export async function load(target: Target, forMs: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  try {
    return await drive({ callers: CONNECTIONS, forMs }, () => send(target, agent, COMPRESSED, discard))
  } finally {
    agent.destroy()
  }
}

export type Page = { html: string; bytes: number; compressedBytes: number }

/** The answer once, uncompressed and as browsers request it. */
export async function fetchPage(target: Target): Promise<Page> {
  const agent = new Agent({ maxSockets: 1 })
  const plain = await send(target, agent, {}, collect)
  const compressed = await send(target, agent, COMPRESSED, async (answer) => {
    const body = await collect(answer)
    const encoding = answer.headers['content-encoding']
    // An answer that breaks off would look small.
    if (encoding === 'zstd') zstdDecompressSync(body)
    if (encoding === 'br') brotliDecompressSync(body)
    if (encoding === 'gzip') gunzipSync(body)
    if (encoding === undefined && body.byteLength < plain.byteLength / 2)
      throw new Error(`${target.url} is compressed without saying so`)
    return body
  })
  return { html: plain.toString(), bytes: plain.byteLength, compressedBytes: compressed.byteLength }
}

function send<T>(
  { url, headers }: Target,
  agent: Agent,
  more: Record<string, string>,
  read: (answer: IncomingMessage) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { ...headers, ...more } }, (answer) => {
      if (answer.statusCode === 200) read(answer).then(resolve, reject)
      else reject(new Error(`${url} answered ${answer.statusCode}`))
    })
    sent.once('error', reject)
    sent.end()
  })
}

function discard(answer: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    answer.once('end', resolve).once('error', reject).resume()
  })
}

async function collect(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
