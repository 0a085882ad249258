'use client'

import { Suspense, useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { useSeen } from '@/components/ui/loading/use-seen'

type ChartPlaceProps = {
  /** The interactive chart. Its code loads when the chart comes into view. */
  chart: React.ReactNode
  /** The same chart as an SVG rendered on the server. */
  drawing: React.ReactNode
  /** A text alternative. */
  words: string
  /** The interactive chart has its own accessible name, because it supports keyboard navigation. */
  namesItself?: boolean
  className: string
}

/**
 * A chart whose script loads when it comes into view. Until then, and always in print, its drawing is shown, because a
 * browser does not wait for scripts before printing.
 */
export function ChartPlace({ chart, drawing, words, namesItself = false, className }: ChartPlaceProps) {
  const [box, seen] = useSeen<HTMLDivElement>()
  const [isLoaded, setLoaded] = useState(false)
  const named = isLoaded && namesItself ? {} : { role: 'img', 'aria-label': words }
  return (
    <div ref={box} {...named} className={cn('relative w-full break-inside-avoid', className)}>
      <div className={isLoaded ? 'hidden h-full print:block' : 'h-full'}>{drawing}</div>
      {seen && (
        <div className="absolute inset-0 print:hidden">
          <Suspense fallback={null}>
            <Loaded onLoad={setLoaded}>{chart}</Loaded>
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** Reports when its content has loaded and rendered. */
function Loaded({ onLoad, children }: { onLoad: (loaded: boolean) => void; children: React.ReactNode }) {
  useEffect(() => onLoad(true), [onLoad])
  return children
}
