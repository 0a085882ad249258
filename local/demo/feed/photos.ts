import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { listingPhotos } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { keepFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'
import { webPhotoKey } from '@/lib/files/web-photo'

/**
 * Photos of the demo's listings: drawn by local/commands/pictures/draw-demo-homes.ts and served from public/demo-homes by the product, so
 * they load without internet access.
 */

export const DEMO_HOMES = 8
const COPY_SIDE = 480

/** Photo URLs of a home in the demo's CRM. `home` starts at 1. */
export const photosOfHome = (home: number): string[] =>
  ['', '-evening'].map((view) => `${env().APP_URL}/demo-homes/home-${home}${view}.jpg`)

/** Stores the copies the product would create on first view, because it is not running yet. */
export async function seedPhotos(workspaceId: number): Promise<void> {
  const rows: (typeof listingPhotos.$inferInsert)[] = []
  for (let home = 1; home <= DEMO_HOMES; home += 1) {
    for (const url of photosOfHome(home)) {
      const bytes = await readFile(join(process.cwd(), 'public', new URL(url).pathname))
      const copy = await decodePicture(workspaceId, bytes, (photo) =>
        photo.resize(COPY_SIDE, COPY_SIDE, { fit: 'inside' }).webp().toBuffer(),
      )
      rows.push({
        workspaceId,
        urlHash: webPhotoKey(url),
        fileName: await keepFile(workspaceId, copy, 'webp'),
      })
    }
  }
  await system().insert(listingPhotos).values(rows).onConflictDoNothing()
}

/** Updates photo URLs if the product starts at another URL than it was seeded with. Safe to repeat. */
export async function moveDemoPhotos(): Promise<void> {
  const base = env().APP_URL
  const moved = await system().execute<{ workspace_id: number }>(sql`
    update listings set data = regexp_replace(data::text, 'https?://[^/"]+/demo-homes/', ${`${base}/demo-homes/`}, 'g')::jsonb
    where data::text like '%/demo-homes/%' and data::text not like ${`%"${base}/demo-homes/%`}
    returning workspace_id`)
  await system().execute(sql`
    update posts set photo_url = regexp_replace(photo_url, '^https?://[^/]+/', ${`${base}/`})
    where photo_url like '%/demo-homes/%' and photo_url not like ${`${base}/%`}`)
  for (const workspaceId of new Set(moved.map((row) => row.workspace_id))) await seedPhotos(workspaceId)
}
