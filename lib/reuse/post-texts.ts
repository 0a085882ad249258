import { measureText, type Network, networkRules, type PostTexts } from '@/lib/posts/shared/networks'

type Parts = {
  /** What makes people stop: one sentence. */
  hook: string
  facts: string[]
  /** Who to ask. */
  contact: string
  link: string
}

/**
 * A post for each network: the hook, up to three facts, who to ask, and the link. Instagram does not make links in texts work, so
 * it has none. X has the hook, the link, and the facts that fit.
 */
export function composePost({ hook, facts, contact, link }: Parts): PostTexts {
  const three = facts.filter(Boolean).slice(0, 3)
  const list = three.map((fact) => `• ${fact}`).join('\n')
  const long = (...closing: string[]) =>
    [hook, list, closing.filter(Boolean).join('\n')].filter(Boolean).join('\n\n')
  const fitting = (network: Exclude<Network, 'x'>, text: string) => cut(text, networkRules[network].longest)
  return {
    facebook: fitting('facebook', long(contact, link)),
    instagram: fitting('instagram', long(contact)),
    linkedin: fitting('linkedin', long(contact, link)),
    x: forX(hook, three, link),
  }
}

const cut = (text: string, most: number) =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text

/** The hook loses words at its end until it fits beside the link. */
function forX(hook: string, facts: readonly string[], link: string): string {
  const fits = (text: string) => measureText('x', text).length <= networkRules.x.longest
  for (let count = facts.length; count > 0; count -= 1) {
    const text = [
      hook,
      facts
        .slice(0, count)
        .map((fact) => `• ${fact}`)
        .join('\n'),
      link,
    ]
      .filter(Boolean)
      .join('\n')
    if (fits(text)) return text
  }
  const words = hook.split(' ')
  const textOf = (count: number) =>
    [count < words.length ? `${words.slice(0, count).join(' ')}…` : hook, link].filter(Boolean).join('\n')
  let count = words.length
  while (count > 1 && !fits(textOf(count))) count -= 1
  return textOf(count)
}
