import { LibraryLoading } from '@/components/paid-work/library-loading'

export default function LoadingImages() {
  return <LibraryLoading label="Loading images" />
}
