import { ActionForm, type ActionFormProps } from '../forms/action-form'

type ActionButtonProps = Omit<ActionFormProps, 'children' | 'submit' | 'submitLabel'> & {
  /** Accessible name, to distinguish the same button in different rows. */
  label?: string
  children: React.ReactNode
}

/** A button that runs one action: a form without fields. */
export function ActionButton({ label, children, ...rest }: ActionButtonProps) {
  return <ActionForm {...rest} submit={children} submitLabel={label} wide className="grid gap-3" />
}
