'use client'

import { Printer } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Paper or PDF, as the browser offers it. Charts that were not seen yet are drawn first. */
export function PrintButton() {
  const [pending, setPending] = useState(false)

  async function print() {
    setPending(true)
    // Charts listen for this; their code must be here before the page is taken.
    window.dispatchEvent(new Event('beforeprint'))
    await import('./report-charts').catch(() => {})
    await nextFrame().then(nextFrame)
    setPending(false)
    window.print()
  }

  return (
    <Button variant="secondary" pending={pending} onClick={print}>
      <Printer aria-hidden="true" />
      Print or save as PDF
    </Button>
  )
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
