import { demoOperator, demoPeople } from '@/lib/core/demo-people'
import type { Product } from './product'
import { type StartSettings, shown } from './settings/settings'

/** What you need to get started: URLs and demo sign-ins. */
export function banner(product: Product, settings: StartSettings, tookMs: number): string {
  const places: [string, string][] = [['App', product.url]]
  if (product.mailUrl) places.push(['Inbox', product.mailUrl])
  if (product.stripeUrl) places.push(['Stripe', `${product.stripeUrl}  (emulator, no real payments)`])
  places.push(['Data', `${shown(settings.dataDir)}  (delete this folder to start over)`])
  return [
    '',
    `  Market Trak is running (started in ${(tookMs / 1000).toFixed(1)} s).`,
    '',
    ...table(places),
    ...(settings.seed ? signIns(product.mailUrl) : []),
    '',
    '  Press Ctrl-C to stop.',
    '',
  ].join('\n')
}

function signIns(mailUrl: string | null): string[] {
  const where = mailUrl ? 'The sign-in link arrives in the inbox.' : 'The sign-in link arrives by email.'
  const people = demoPeople.map((person): [string, string] => [
    person.email,
    `${person.name}, ${person.role} of ${person.workspace}. ${person.about}.`,
  ])
  return [
    '',
    `  Sign in with one of these addresses. ${where}`,
    ...table([...people, [demoOperator.email, 'Operator with access to the console.']]),
  ]
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `    ${name.padEnd(width)}  ${text}`)
}
