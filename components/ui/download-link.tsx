import { type ButtonLook, buttonClass } from './buttons/button-class'
import { cn } from './cn'

type DownloadLinkProps = Omit<React.ComponentProps<'a'>, 'href' | 'download'> &
  Omit<ButtonLook, 'variant'> & {
    href: string
    /** File name to use if the response doesn't set one. */
    fileName?: string
    /** A button style, or `text` for an inline link. */
    variant?: ButtonLook['variant'] | 'text'
    /** Set if the URL can redirect to identity confirmation; the browser must then be able to open that page. */
    mayAskToConfirm?: boolean
  }

/**
 * Use this for all downloads. A plain link, because the router would treat the file as a page and send later actions to
 * its URL.
 */
export function DownloadLink({
  href,
  fileName,
  variant = 'secondary',
  size,
  mayAskToConfirm = false,
  className,
  ...rest
}: DownloadLinkProps) {
  const look =
    variant === 'text'
      ? 'text-brand-ink underline underline-offset-2'
      : buttonClass({ variant, size: size ?? 'md' })
  return (
    <a
      {...rest}
      href={href}
      download={mayAskToConfirm ? undefined : (fileName ?? '')}
      className={cn(look, className)}
    />
  )
}
