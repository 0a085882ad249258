import { cn } from './cn'

const tones = {
  neutral: 'bg-sunken text-ink',
  brand: 'bg-brand-soft text-brand-ink',
  brass: 'bg-brass-soft text-brass-ink',
  good: 'bg-good-soft text-good-ink',
  warn: 'bg-warn-soft text-warn-ink',
  bad: 'bg-bad-soft text-bad-ink',
}

export type BadgeTone = keyof typeof tones

export function Badge({
  tone = 'neutral',
  className,
  ...rest
}: React.ComponentProps<'span'> & { tone?: BadgeTone }) {
  return (
    <span
      {...rest}
      className={cn(
        'inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5',
        tones[tone],
        className,
      )}
    />
  )
}
