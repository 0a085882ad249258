import type { Metadata } from 'next'
import { PageNotFound } from '@/components/shell/failures/page-not-found'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFoundPage() {
  return (
    <main>
      <PageNotFound home="/" />
    </main>
  )
}
