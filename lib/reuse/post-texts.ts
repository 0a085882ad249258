import { measureText, networkRules, networks, type PostTexts } from '@/lib/posts/shared/networks'

type Parts = {
  /** What makes people stop: one sentence. */
  hook: string
  facts: string[]
  /** Who to ask. */
  contact: string
  link: string
}

/** A post for each network: the hook, up to three facts, who to ask, and the link. X has room for the hook and the link. */
export function composePost({ hook, facts, contact, link }: Parts): PostTexts {
  const list = facts
    .filter(Boolean)
    .slice(0, 3)
    .map((fact) => `• ${fact}`)
    .join('\n')
  const long = [hook, list, [contact, link].filter(Boolean).join('\n')].filter(Boolean).join('\n\n')
  return Object.fromEntries(
    networks.map((network) => [
      network,
      network === 'x' ? forX(hook, link) : cut(long, networkRules[network].longest),
    ]),
  )
}

const cut = (text: string, most: number) =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text

/** The hook loses words at its end until it fits beside the link. */
function forX(hook: string, link: string): string {
  const words = hook.split(' ')
  const textOf = (count: number) =>
    [count < words.length ? `${words.slice(0, count).join(' ')}…` : hook, link].filter(Boolean).join('\n')
  let count = words.length
  while (count > 1 && measureText('x', textOf(count)).length > networkRules.x.longest) count -= 1
  return textOf(count)
}
