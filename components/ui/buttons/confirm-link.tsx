import { buttonClass } from './button-class'

/** Opens the page that confirms a person in a tab of its own, so that what they entered in this one stays. */
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
