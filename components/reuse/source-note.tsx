import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import type { Source } from '@/lib/reuse/shared/source'

/** Says what a form was filled in from, and what is still missing. */
export function SourceNote({ source, children }: { source: Source; children?: React.ReactNode }) {
  return (
    <Alert tone="info" className="mb-6 max-w-2xl">
      Filled in from{' '}
      <Link href={source.href} className="font-medium underline underline-offset-3">
        {source.title}
      </Link>
      . Change what you like before you save. {children}
    </Alert>
  )
}
