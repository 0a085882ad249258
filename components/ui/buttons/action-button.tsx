import { ActionForm, type ActionFormProps } from '../forms/action-form'

type ActionButtonProps = Omit<ActionFormProps, 'children' | 'submit' | 'submitLabel'> & {
  /** Tells apart what reads the same in every row. */
  label?: string
  children: React.ReactNode
}

/** A button that does one thing: a form without fields. */
export function ActionButton({ label, children, ...rest }: ActionButtonProps) {
  return <ActionForm {...rest} submit={children} submitLabel={label} wide className="grid gap-3" />
}
