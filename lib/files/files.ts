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

/** A bucket if one is configured, otherwise the local disk (R38). */
function chooseStore(settings: Settings): FileStore {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, FILES_DIR } = settings
  if (!S3_BUCKET) return localDisk(FILES_DIR)
  assert(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY, 'the settings of a bucket are checked at startup')
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

/** Counts what a workspace stores. Tests of the store alone pass `uncounted`. */
export type Quota = typeof storageQuota
export const uncounted: Quota = { count: async () => {}, uncount: async () => {} }

/**
 * Stores a file of a workspace and returns its name, for the caller's row.
 * @throws Refusal `file.too-large`, `file.empty`, `storage.full`
 */
export async function keepFile(
  workspaceId: number,
  bytes: Uint8Array,
  ending: FileEnding,
  files = store(),
  quota: Quota = storageQuota,
): Promise<string> {
  if (bytes.length === 0) throw new Refusal('file.empty', 'This file is empty. Choose another one.')
  if (bytes.length > MOST_FILE_BYTES)
    throw new Refusal(
      'file.too-large',
      `This file is larger than ${MOST_FILE_BYTES / 1_000_000} MB. Choose a smaller one.`,
    )
  const name = fileNameOf(bytes, ending)
  await quota.count(workspaceId, name, bytes.length)
  await files.put(keyOf(workspaceId, name), bytes, mediaTypeOf(name))
  return name
}

/** A file of this workspace as a stream. Null when the workspace has no file of that name (R35). */
export async function openFile(
  workspaceId: number,
  name: string,
  files = store(),
): Promise<StoredFile | null> {
  return isFileName(name) ? files.get(keyOf(workspaceId, name)) : null
}

/** The whole file. Null when it is missing, or when its content does not match the hash in its name. */
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

/** Deletes a file permanently. Call it when no row of the workspace names the file. */
export async function removeFile(
  workspaceId: number,
  name: string,
  files = store(),
  quota: Quota = storageQuota,
): Promise<void> {
  assert(isFileName(name), 'a file is removed by its stored name')
  await files.remove(keyOf(workspaceId, name))
  await quota.uncount(workspaceId, name)
}

export const fileHref = (name: string): string => `/api/files/${name}`

/** Throws if no file can be stored at the moment. */
export const checkStorage = (): Promise<void> => store().check()
