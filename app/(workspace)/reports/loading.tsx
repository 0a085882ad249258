import { LibraryLoading } from '@/components/paid-work/library-loading'

export default function LoadingReports() {
  return <LibraryLoading label="Loading reports" />
}
