import { LibraryLoading } from '@/components/work/library-loading'

export default function LoadingValuations() {
  return <LibraryLoading label="Loading valuations" />
}
