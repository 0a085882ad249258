import { demoOperator, demoPeople } from '@/lib/core/demo-people'
import type { Product } from './product'
import { type StartSettings, shown } from './settings/settings'

/** What a person needs to begin: where to look, and whom to sign in as. */
export function banner(product: Product, settings: StartSettings, tookMs: number): string {
  const places: [string, string][] = [['App', product.url]]
  if (product.mailUrl) places.push(['Mail inbox', product.mailUrl])
  if (product.stripeUrl) places.push(['Stripe', `${product.stripeUrl}  (a stand-in: no real money)`])
  places.push(['Data', `${shown(settings.dataDir)}  (delete this folder to start afresh)`])
  return [
    '',
    `  Market Trak is running, after ${(tookMs / 1000).toFixed(1)} s.`,
    '',
    ...table(places),
    ...(settings.seed ? signIns(product.mailUrl) : []),
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n')
}

function signIns(mailUrl: string | null): string[] {
  const where = mailUrl ? 'The link arrives in the mail inbox.' : 'The link arrives by mail.'
  const people = demoPeople.map((person): [string, string] => [
    person.email,
    `${person.name}, ${person.role} of ${person.workspace}. ${person.about}.`,
  ])
  return [
    '',
    `  Sign in as one of these. ${where}`,
    ...table([...people, [demoOperator.email, "Runs the operators' console."]]),
  ]
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `    ${name.padEnd(width)}  ${text}`)
}
