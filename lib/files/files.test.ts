import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalBucket, startBucket } from '@/local/s3/server'
import { bucketStore } from './bucket'
import { keepFile, MOST_FILE_BYTES, openFile, readFile, removeFile, uncounted } from './files'
import { localDisk } from './local-disk'
import type { FileStore } from './store'

const folder = await mkdtemp(join(tmpdir(), 'files-'))
let service: LocalBucket
let bucket: FileStore
beforeAll(async () => {
  service = await startBucket()
  const { endpoint } = service
  bucket = bucketStore({
    bucket: 'files',
    region: 'us-east-1',
    endpoint,
    accessKeyId: 'a',
    secretAccessKey: 'b',
  })
})
afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const bytes = new TextEncoder().encode('a,b\n1,2\n')

describe.each([
  ['on the local disk', () => localDisk(folder)],
  ['in a bucket', () => bucket],
])('R38: files %s', (_where, store) => {
  test('are read back unchanged, and the same bytes are the same file', async () => {
    const name = await keepFile(1, bytes, 'csv', store(), uncounted)
    expect(await keepFile(1, bytes, 'csv', store(), uncounted)).toBe(name)
    expect(Buffer.from((await readFile(1, name, store())) ?? [])).toEqual(Buffer.from(bytes))
    const file = await openFile(1, name, store())
    expect(file?.sizeBytes).toBe(bytes.length)
    await file?.stream.cancel()
  })

  test('are deleted for one workspace only, and deleting again is harmless', async () => {
    const name = await keepFile(5, bytes, 'csv', store(), uncounted)
    await keepFile(6, bytes, 'csv', store(), uncounted)
    await removeFile(5, name, store(), uncounted)
    await removeFile(5, name, store(), uncounted)
    expect(await openFile(5, name, store())).toBeNull()
    expect(await readFile(6, name, store())).not.toBeNull()
  })

  test('R35: a file of another workspace and an invalid name open nothing', async () => {
    const name = await keepFile(1, bytes, 'csv', store(), uncounted)
    expect(await openFile(2, name, store())).toBeNull()
    expect(await openFile(1, `../1/${name}`, store())).toBeNull()
    expect(await openFile(1, '../../etc/passwd', store())).toBeNull()
  })
})

test('a file on the local disk is opened only when it is read', async () => {
  const store = localDisk(folder)
  const name = await keepFile(7, bytes, 'csv', store, uncounted)
  const open = async () => (await readdir('/dev/fd')).length
  const before = await open()
  const files = await Promise.all(Array.from({ length: 20 }, () => openFile(7, name, store)))
  expect(await open()).toBeLessThan(before + 20)
  for (const file of files) {
    expect(Buffer.from(await new Response(file?.stream).arrayBuffer())).toEqual(Buffer.from(bytes))
  }
})

test('keepFile refuses empty and oversized files before storing them', async () => {
  const store = localDisk(folder)
  await expect(keepFile(3, new Uint8Array(), 'png', store, uncounted)).rejects.toMatchObject({
    code: 'file.empty',
  })
  await expect(
    keepFile(3, new Uint8Array(MOST_FILE_BYTES + 1), 'png', store, uncounted),
  ).rejects.toMatchObject({
    code: 'file.too-large',
  })
  await expect(readdir(join(folder, 'workspaces/3'))).rejects.toThrow()
})

test('readFile returns null for a file that was modified on disk', async () => {
  const store = localDisk(folder)
  const name = await keepFile(4, bytes, 'csv', store, uncounted)
  await writeFile(join(folder, 'workspaces/4', name.slice(0, 2), name), 'x')
  expect(await readFile(4, name, store)).toBeNull()
})
