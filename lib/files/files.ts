import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { type Env, env } from '@/lib/core/settings/env'
import { bucketStore } from './bucket'
import { type FileEnding, fileNameOf, isFileName, mediaTypeOf } from './file-name'
import { localDisk } from './local-disk'
import { storageQuota } from './storage-quota'
import type { FileStore, StoredFile } from './store'

/** Files of a workspace. See README.md. */

export const MOST_FILE_BYTES = 25_000_000

const held = globalThis as typeof globalThis & { marketTrakFiles?: FileStore }

type Settings = Pick<
  Env,
  'S3_BUCKET' | 'S3_REGION' | 'S3_ENDPOINT' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'FILES_DIR'
>

/** A bucket when one is set, else this machine's disk (R38). */
function chooseStore(settings: Settings): FileStore {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, FILES_DIR } = settings
  if (!S3_BUCKET) return localDisk(FILES_DIR)
  assert(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY, 'the settings of a bucket were checked at start')
  return bucketStore({
    bucket: S3_BUCKET,
    region: S3_REGION,
    endpoint: S3_ENDPOINT,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  })
}

function store(): FileStore {
  held.marketTrakFiles ??= chooseStore(env())
  return held.marketTrakFiles
}

const keyOf = (workspaceId: number, name: string) => `workspaces/${workspaceId}/${name.slice(0, 2)}/${name}`

/** Counts what a workspace stores; tests of the store alone pass `uncounted`. */
export type Quota = typeof storageQuota
export const uncounted: Quota = { count: async () => {}, uncount: async () => {} }

/**
 * Keeps a file of a workspace and gives its name, to be stored in a row.
 * @throws Refusal `file.too-large`, `file.empty`, `storage.full`
 */
export async function keepFile(
  workspaceId: number,
  bytes: Uint8Array,
  ending: FileEnding,
  files = store(),
  quota: Quota = storageQuota,
): Promise<string> {
  if (bytes.length === 0) throw new Refusal('file.empty', 'This file is empty.')
  if (bytes.length > MOST_FILE_BYTES)
    throw new Refusal('file.too-large', `A file may have at most ${MOST_FILE_BYTES / 1_000_000} MB.`)
  const name = fileNameOf(bytes, ending)
  await quota.count(workspaceId, name, bytes.length)
  await files.put(keyOf(workspaceId, name), bytes, mediaTypeOf(name))
  return name
}

/** A file of this very workspace as a stream; null: it has none of that name (R35). */
export async function openFile(
  workspaceId: number,
  name: string,
  files = store(),
): Promise<StoredFile | null> {
  return isFileName(name) ? files.get(keyOf(workspaceId, name)) : null
}

/** The same, whole. Null also when what is stored is not what was kept: its name says what it must be. */
export async function readFile(
  workspaceId: number,
  name: string,
  files = store(),
): Promise<Uint8Array | null> {
  const file = await openFile(workspaceId, name, files)
  if (!file) return null
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of file.stream) {
    size += piece.length
    if (size > MOST_FILE_BYTES) return null
    pieces.push(piece)
  }
  const bytes = Buffer.concat(pieces)
  const ending = name.slice(name.indexOf('.') + 1) as FileEnding
  return fileNameOf(bytes, ending) === name ? bytes : null
}

/** Takes a file away for good: when no row of the workspace names it any more. */
export async function removeFile(
  workspaceId: number,
  name: string,
  files = store(),
  quota: Quota = storageQuota,
): Promise<void> {
  assert(isFileName(name), 'a file is removed by the name that it was stored under')
  await files.remove(keyOf(workspaceId, name))
  await quota.uncount(workspaceId, name)
}

export const fileHref = (name: string): string => `/api/files/${name}`
