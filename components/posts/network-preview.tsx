import { Globe } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { initialsOf } from '@/lib/core/text/format'
import { type Network, networkRules, previewOf } from '@/lib/posts/shared/networks'

export type Publisher = { name: string; logoHref: string | null }

type Props = { network: Network; text: string; publisher: Publisher; pictureHref: string | null }

/** How a network shows a post before anyone taps "more": its order, its cut and its shape of picture. */
export function NetworkPreview(props: Props) {
  const Look = looks[props.network]
  return (
    <figure
      aria-label={`Preview on ${networkRules[props.network].label}`}
      className="mx-auto w-full max-w-sm overflow-hidden rounded-card border border-line bg-surface text-sm leading-snug"
    >
      <Look {...props} />
    </figure>
  )
}

function Facebook({ network, text, publisher, pictureHref }: Props) {
  return (
    <>
      <Head publisher={publisher}>
        Now · <Globe aria-hidden="true" className="inline size-3" />
      </Head>
      <Text network={network} text={text} more="See more" className="px-3 pb-2.5" />
      <Picture href={pictureHref} className="aspect-[1.91/1]" />
      <Bar words={['Like', 'Comment', 'Share']} />
    </>
  )
}

function LinkedIn({ network, text, publisher, pictureHref }: Props) {
  return (
    <>
      <Head publisher={publisher} square>
        Company page · Now
      </Head>
      <Text network={network} text={text} more="…more" className="px-3 pb-2.5" />
      <Picture href={pictureHref} className="aspect-[1.91/1]" />
      <Bar words={['Like', 'Comment', 'Repost', 'Send']} />
    </>
  )
}

/** The picture first. Without one, Instagram has no post. */
function Instagram({ network, text, publisher, pictureHref }: Props) {
  return (
    <>
      <Head publisher={publisher} />
      {pictureHref ? (
        <Picture href={pictureHref} className="aspect-square" />
      ) : (
        <p className="grid aspect-square place-items-center bg-sunken p-6 text-center text-muted">
          Instagram needs a picture. Choose one below.
        </p>
      )}
      <Text network={network} text={text} more="more" lead={publisher.name} className="px-3 py-2.5" />
    </>
  )
}

function X({ network, text, publisher, pictureHref }: Props) {
  return (
    <div className="flex gap-2.5 p-3">
      <Avatar publisher={publisher} />
      <div className="grid min-w-0 flex-1 gap-2">
        <p>
          <strong className="font-semibold">{publisher.name}</strong>{' '}
          <span className="text-muted">· now</span>
        </p>
        <Text network={network} text={text} more="Show more" />
        {pictureHref && (
          <Picture href={pictureHref} className="aspect-video rounded-card border border-line" />
        )}
      </div>
    </div>
  )
}

const looks: Record<Network, (props: Props) => React.ReactNode> = {
  facebook: Facebook,
  instagram: Instagram,
  linkedin: LinkedIn,
  x: X,
}

type HeadProps = { publisher: Publisher; square?: boolean; children?: React.ReactNode }

function Head({ publisher, square = false, children }: HeadProps) {
  return (
    <div className="flex items-center gap-2.5 p-3">
      <Avatar publisher={publisher} square={square} />
      <p className="min-w-0">
        <strong className="block truncate font-semibold">{publisher.name}</strong>
        {children && <span className="block text-xs text-muted">{children}</span>}
      </p>
    </div>
  )
}

const ROUND = 'size-9 shrink-0 rounded-full border border-line'
const SQUARE = 'size-9 shrink-0 rounded-sm border border-line'

function Avatar({
  publisher: { name, logoHref },
  square = false,
}: {
  publisher: Publisher
  square?: boolean
}) {
  const shape = square ? SQUARE : ROUND
  return logoHref ? (
    // biome-ignore lint/performance/noImgElement: a small logo from our own files.
    <img src={logoHref} alt="" className={`${shape} bg-white object-contain p-0.5`} />
  ) : (
    <span
      aria-hidden="true"
      className={`${shape} grid place-items-center bg-brand-soft text-xs font-semibold text-brand-ink`}
    >
      {initialsOf(name)}
    </span>
  )
}

function Picture({ href, className }: { href: string | null; className: string }) {
  if (!href) return null
  return (
    // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
    <img src={href} alt="" className={cn('w-full bg-sunken object-cover', className)} />
  )
}

type TextProps = { network: Network; text: string; more: string; lead?: string; className?: string }

function Text({ network, text, more, lead, className }: TextProps) {
  const { shown, isCut } = previewOf(network, text)
  if (!shown) return <p className={cn('text-muted', className)}>No text yet.</p>
  return (
    <p className={cn('break-words whitespace-pre-line', className)}>
      {lead && <strong className="font-semibold">{lead} </strong>}
      {shown.split(LINKED).map((part, i) =>
        i % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which have no other identity.
          <span key={i} className={network === 'instagram' && !part.startsWith('#') ? '' : 'text-brand-ink'}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
      {isCut && <span className="text-muted">… {more}</span>}
    </p>
  )
}

/** Links and hashtags; the odd parts of a split. */
const LINKED = /(https?:\/\/\S+|(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+)/u

function Bar({ words }: { words: string[] }) {
  return (
    <p
      aria-hidden="true"
      className="flex justify-around border-t border-line px-3 py-2 text-xs font-medium text-muted"
    >
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </p>
  )
}
