import { LibraryLoading } from '@/components/work/library-loading'

export default function LoadingReports() {
  return <LibraryLoading label="Loading reports" />
}
