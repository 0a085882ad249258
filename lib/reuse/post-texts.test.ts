import { expect, it } from 'vitest'
import { measureText, networks } from '@/lib/posts/shared/networks'
import { composePost } from './post-texts'

const parts = {
  hook: 'The median home in Green Lake sold for $612,000, up 4% from the period before.',
  facts: [
    '48 homes sold',
    'Median per square foot: $310',
    'Half of all homes sold for $480K to $790K',
    'A fourth',
  ],
  contact: 'Sunny Homes, 555 0100',
  link: 'https://app.test/shared/reports/abc',
}

it('has the hook, three facts, who to ask and the link', () => {
  expect(composePost(parts).facebook).toBe(`${parts.hook}

• 48 homes sold
• Median per square foot: $310
• Half of all homes sold for $480K to $790K

Sunny Homes, 555 0100
https://app.test/shared/reports/abc`)
})

it('has no link on Instagram, where texts have none, and the facts that fit on X', () => {
  const texts = composePost(parts)
  expect(texts.instagram).not.toContain('http')
  expect(texts.instagram).toContain(parts.contact)
  expect(texts.x).toBe(`${parts.hook}
• 48 homes sold
• Median per square foot: $310
• Half of all homes sold for $480K to $790K
${parts.link}`)
  expect(composePost({ ...parts, facts: ['x'.repeat(100), 'y'.repeat(100), 'z'] }).x).toBe(
    `${parts.hook}\n• ${'x'.repeat(100)}\n${parts.link}`,
  )
})

it('leaves out what is not known', () => {
  const texts = composePost({ hook: 'A garden home', facts: ['', '3 bed'], contact: '', link: '' })
  expect(texts.linkedin).toBe('A garden home\n\n• 3 bed')
  expect(texts.x).toBe('A garden home\n• 3 bed')
})

it.each(networks)('fits %s, also with a long headline', (network) => {
  const texts = composePost({ ...parts, hook: 'A very light home near the lake, '.repeat(80) })
  expect(measureText(network, texts[network] ?? '').problems).toEqual([])
  expect(texts[network]).toContain('A very light home')
  if (network === 'x') expect(texts.x).toMatch(/…\nhttps:\/\/app\.test\/shared\/reports\/abc$/)
})
