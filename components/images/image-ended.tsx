import { CircleSlash, CircleX } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { RetryForm } from '@/components/work/retry-form'
import type { ImageVersion } from '@/lib/images/views'

const LOOKS = {
  failed: { icon: CircleX, title: 'This image could not be made' },
  cancelled: { icon: CircleSlash, title: 'This image was cancelled' },
}

type Props = {
  image: ImageVersion
  status: keyof typeof LOOKS
  retry: Omit<React.ComponentProps<typeof RetryForm>, 'endedId' | 'name'>
}

/** An image that will not be: why, that it cost nothing, and the same once more. */
export function ImageEnded({ image, status, retry }: Props) {
  const { icon: Icon, title } = LOOKS[status]
  return (
    <Card className="grid max-w-2xl gap-4">
      <div role={status === 'failed' ? 'alert' : 'status'} className="flex gap-3">
        <Icon className="mt-0.5 size-5 shrink-0 text-muted" aria-hidden="true" />
        <div className="space-y-1">
          <h2 className="font-semibold">{title}</h2>
          <p className="text-sm leading-relaxed">{image.failure} Nothing was charged.</p>
        </div>
      </div>
      <RetryForm {...retry} endedId={image.id} name="image" />
    </Card>
  )
}
