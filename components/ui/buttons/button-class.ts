/** Not on paper, where nothing can be pressed. */
const base =
  'inline-flex print:hidden shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors select-none data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:shrink-0'

const variants = {
  primary: 'bg-brand text-on-brand hover:bg-brand-strong',
  secondary: 'border border-control/60 bg-surface text-ink hover:bg-sunken',
  ghost: 'text-ink hover:bg-sunken',
  danger: 'bg-bad-strong text-white hover:bg-bad-ink dark:text-paper',
}

const sizes = {
  sm: 'h-8 px-3 text-sm [&_svg]:size-4',
  md: 'h-10 px-4 text-sm [&_svg]:size-4',
  lg: 'h-11 px-5 text-base [&_svg]:size-5',
  icon: 'size-10 [&_svg]:size-5',
}

export type ButtonLook = {
  variant?: keyof typeof variants | undefined
  size?: keyof typeof sizes | undefined
}

/** Class names of a button, for elements that only need its styling. */
export const buttonClass = ({ variant = 'primary', size = 'md' }: ButtonLook = {}): string =>
  `${base} ${variants[variant]} ${sizes[size]}`
