import { DISTRIBUTED, LOCAL, MANAGED, REFERENCE } from '@/db/distribute/distribution'
import { checkStatement } from './check-statement'
import type { Catalog } from './rules'

export const CATALOG: Catalog = {
  distributed: DISTRIBUTED,
  reference: REFERENCE,
  local: LOCAL,
  managed: MANAGED,
  volatile: new Set(['random', 'clock_timestamp', 'gen_random_uuid', 'nextval']),
  mutable: new Set([
    'random',
    'clock_timestamp',
    'gen_random_uuid',
    'nextval',
    'now',
    'market_now',
    'to_char',
  ]),
}
/** The problems of a statement, in a database with the product's tables: `rule: what it is about`. */
export const problemsOf = (text: string) =>
  checkStatement(text, CATALOG).map(({ rule, about }) => `${rule}: ${about.join(', ')}`)
