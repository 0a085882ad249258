'use client'

import { Printer } from 'lucide-react'
import { Button } from '@/components/ui/buttons/button'

/** Paper or PDF, as the browser offers it. Charts are on the page as drawings, so there is nothing to wait for. */
export function PrintButton() {
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      <Printer aria-hidden="true" />
      Print or save as PDF
    </Button>
  )
}
