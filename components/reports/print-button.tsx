'use client'

import { Printer } from 'lucide-react'
import { Button } from '@/components/ui/buttons/button'

/** Opens the browser's print dialog. Charts are already on the page as drawings, so nothing has to load. */
export function PrintButton() {
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      <Printer aria-hidden="true" />
      Print or save as PDF
    </Button>
  )
}
