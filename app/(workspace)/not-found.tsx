import { PageNotFound } from '@/components/shell/page-not-found'

export default function NotFoundPage() {
  return <PageNotFound home="/dashboard" />
}
