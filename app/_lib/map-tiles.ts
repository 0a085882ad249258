import type { TileSource } from '@/components/maps/tile-source'
import { env } from '@/lib/core/settings/env'

/** The configured map tiles. Null: maps are outlines. */
export function mapTiles(): TileSource | null {
  const { MAP_TILES_URL: template, MAP_TILES_ATTRIBUTION: attribution } = env()
  return template && attribution ? { template, attribution } : null
}
