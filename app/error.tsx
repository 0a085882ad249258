'use client'

import { PageError } from '@/components/shell/failures/page-error'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError error={error} retry={retry} home="/" />
}
