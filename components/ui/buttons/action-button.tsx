import { VerbForm, type VerbFormProps } from '../forms/action-form'

type ActionButtonProps = Omit<VerbFormProps, 'children' | 'submit' | 'submitLabel'> & {
  /** Tells apart what reads the same in every row. */
  label?: string
  children: React.ReactNode
}

/** A button that does one thing: a form without fields. */
export function ActionButton({ label, children, ...rest }: ActionButtonProps) {
  return <VerbForm {...rest} submit={children} submitLabel={label} wide className="grid gap-3" />
}
