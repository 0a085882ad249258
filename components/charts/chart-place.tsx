'use client'

import { Suspense, useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { useSeen } from '@/components/ui/loading/use-seen'

type ChartPlaceProps = {
  /** The chart to point at and walk through; its code is fetched when it is about to be seen. */
  chart: React.ReactNode
  /** The same as a drawing that the server made. */
  drawing: React.ReactNode
  /** The chart in a sentence, for people who do not see it. */
  words: string
  /** The chart names itself once it is there, because keys work on it. */
  namesItself?: boolean
  className: string
}

/**
 * A chart that costs no script until it is about to be seen. Until then, and always on paper, its drawing stands there:
 * a browser prints what is on the page and waits for nothing.
 */
export function ChartPlace({ chart, drawing, words, namesItself = false, className }: ChartPlaceProps) {
  const [box, seen] = useSeen<HTMLDivElement>()
  const [alive, setAlive] = useState(false)
  const named = alive && namesItself ? {} : { role: 'img', 'aria-label': words }
  return (
    <div ref={box} {...named} className={cn('relative w-full break-inside-avoid', className)}>
      <div className={alive ? 'hidden h-full print:block' : 'h-full'}>{drawing}</div>
      {seen && (
        <div className="absolute inset-0 print:hidden">
          <Suspense fallback={null}>
            <Alive tell={setAlive}>{chart}</Alive>
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** Tells when what it holds has been loaded and drawn. */
function Alive({ tell, children }: { tell: (alive: boolean) => void; children: React.ReactNode }) {
  useEffect(() => tell(true), [tell])
  return children
}
