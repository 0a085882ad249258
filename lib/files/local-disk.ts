import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
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
      const file = await open(/* turbopackIgnore: true */ pathOf(key)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null
          throw error
        },
      )
      if (!file) return null
      const { size } = await file.stat()
      const stream = createReadStream(/* turbopackIgnore: true */ '', { fd: file })
      return { sizeBytes: size, stream: Readable.toWeb(stream) as ReadableStream<Uint8Array> }
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
