import { buttonClass } from './button-class'

/** Opens the identity confirmation page in a new tab, so form entries on this page are kept. */
export function ConfirmLink() {
  return (
    <a
      href="/verify?tab=new"
      target="_blank"
      rel="noreferrer"
      className={buttonClass({ variant: 'secondary', size: 'sm' })}
    >
      Confirm it’s you
    </a>
  )
}
