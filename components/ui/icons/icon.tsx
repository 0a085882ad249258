import type { LucideIcon } from 'lucide-react'

type IconProps = { of: LucideIcon; className?: string }

/**
 * An icon as one element, beside text that says the same. lucide-react's own are client components with an element per line: a
 * page sends them as HTML and their lines as data again, and the browser hydrates each.
 */
export function Icon({ of, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={className ? `icon ${className}` : 'icon'}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of lucide-react.
      dangerouslySetInnerHTML={{ __html: linesOf(of) }}
    />
  )
}

type Line = [tag: string, attributes: Record<string, string>]
/** How lucide-react builds its components, without rendering one. icon.test.tsx compares all of ours with its own. */
type Built = { render(props: object, ref: null): { props: { icon: { node: readonly Line[] } } } }

const known = new WeakMap<LucideIcon, string>()

function linesOf(icon: LucideIcon): string {
  const found = known.get(icon)
  if (found !== undefined) return found
  const { node } = (icon as unknown as Built).render({}, null).props.icon
  const lines = node.map(([tag, { key: _, ...attributes }]) => {
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`)
    return `<${tag} ${written.join(' ')}></${tag}>`
  })
  known.set(icon, lines.join(''))
  return lines.join('')
}
