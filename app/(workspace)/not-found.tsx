import { PageNotFound } from '@/components/shell/failures/page-not-found'

export default function NotFoundPage() {
  return <PageNotFound home="/dashboard" />
}
