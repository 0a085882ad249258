'use client'

import { createContext } from 'react'

/** Where map tiles come from, as configured. Null: maps are outlines, and load nothing. */
export type TileSource = { template: string; attribution: string }

/** Apart from what draws them, because every page has it. */
export const Tiles = createContext<TileSource | null>(null)

export const TilesProvider = Tiles.Provider
