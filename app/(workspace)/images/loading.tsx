import { LibraryLoading } from '@/components/work/library-loading'

export default function LoadingImages() {
  return <LibraryLoading label="Loading images" />
}
