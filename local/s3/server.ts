import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type LocalBucket = {
  endpoint: string
  /** The stored objects by path: `/bucket/key`. */
  objects: ReadonlyMap<string, Buffer>
  close(): Promise<void>
}

/** The part of S3 that the product uses, in memory, for tests. It checks no signatures. */
export async function startBucket(): Promise<LocalBucket> {
  const objects = new Map<string, Buffer>()
  const service = createServer(async (request, response) => {
    const path = new URL(request.url ?? '', 'http://s3').pathname
    if (request.method === 'PUT') {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      objects.set(path, Buffer.concat(pieces))
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(path)
      return response.writeHead(204).end()
    }
    // Asked for the bucket itself, it says that there is one.
    if (request.method === 'HEAD' && !path.slice(1).replace(/\/$/, '').includes('/'))
      return response.writeHead(200).end()
    const found = objects.get(path)
    if (found) return response.writeHead(200, { 'content-length': found.length }).end(found)
    response
      .writeHead(404, { 'content-type': 'application/xml' })
      .end('<Error><Code>NoSuchKey</Code></Error>')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
    objects,
    async close() {
      service.closeAllConnections()
      await new Promise((resolve) => service.close(resolve))
    },
  }
}
