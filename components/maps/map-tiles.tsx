'use client'

import { useContext } from 'react'
import { Tiles } from './tile-source'
import { type MapBounds, tileHref, tilesOf } from './tiles'

type Props = { bounds: MapBounds; width: number; height: number }

/** The tiles below a map's sales, with the credit their service asks for. */
export function MapTiles({ bounds, width, height }: Props) {
  const source = useContext(Tiles)
  if (!source) return null
  return (
    <>
      {tilesOf(bounds, width, height).map((tile) => (
        <image
          key={`${tile.zoom}/${tile.column}/${tile.row}`}
          href={tileHref(source.template, tile)}
          x={tile.left}
          y={tile.top}
          // Half a unit more, so that no line shows between two tiles.
          width={tile.width + 0.5}
          height={tile.height + 0.5}
          preserveAspectRatio="none"
          className="dark:opacity-70"
        />
      ))}
      <text
        x={width - 6}
        y={height - 6}
        textAnchor="end"
        className="fill-ink stroke-surface text-[10px] [paint-order:stroke]"
        strokeWidth="3"
      >
        {source.attribution}
      </text>
    </>
  )
}
