import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ReadableStream as WebStream } from 'node:stream/web'
import type { FileStore } from './store'

/**
 * Files in a local folder. The default, for one host or a shared volume. Without `turbopackIgnore`, a release would contain
 * everything in the checkout, because any of it could be opened here.
 */
export function localDisk(folder: string): FileStore {
  const pathOf = (key: string) => join(resolve(folder), key)
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      // Written to a temporary file and renamed, so that no one reads half a file.
      const draft = `${path}.${randomUUID()}`
      try {
        const file = await open(/* turbopackIgnore: true */ draft, 'wx')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },

    async get(key) {
      const path = pathOf(key)
      const found = await stat(/* turbopackIgnore: true */ path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      return found && { sizeBytes: found.size, stream: whenRead(path) }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },

    async check() {
      await mkdir(resolve(folder), { recursive: true })
      await access(/* turbopackIgnore: true */ resolve(folder), constants.W_OK)
    },
  }
}

/** Opens the file when it is read: the answer to a HEAD request never is, and would leave it open. */
const whenRead = (path: string): ReadableStream<Uint8Array> =>
  WebStream.from(chunksOf(path)) as ReadableStream<Uint8Array>

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(/* turbopackIgnore: true */ path)
}
