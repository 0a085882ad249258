import { type ButtonLook, buttonClass } from './buttons/button-class'
import { cn } from './cn'

type DownloadLinkProps = Omit<React.ComponentProps<'a'>, 'href' | 'download'> &
  Omit<ButtonLook, 'variant'> & {
    href: string
    /** What the browser calls the file when the answer does not name it. */
    fileName?: string
    /** A button, or a link in running text. */
    variant?: ButtonLook['variant'] | 'text'
    /** The address may first ask people to confirm who they are, so the browser has to be able to open that page. */
    mayAskToConfirm?: boolean
  }

/**
 * The one way to offer a file. A plain link: the router must never follow it, since it takes the answer for a page and
 * then sends every action of the page to the file's address.
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
