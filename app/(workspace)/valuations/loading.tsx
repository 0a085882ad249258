import { LibraryLoading } from '@/components/paid-work/library-loading'

export default function LoadingValuations() {
  return <LibraryLoading label="Loading valuations" />
}
