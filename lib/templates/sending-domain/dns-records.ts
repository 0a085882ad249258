import type { DnsRecord, DnsRecordKind } from '../views'

type Domain = { domain: string; selector: string; publicKey: string }

/** The name of the return path below an agency's domain. */
export const returnPathName = (domain: string) => `bounces.${domain}`

/**
 * The records an agency sets at its DNS provider. Without DKIM and DMARC, large mailbox providers reject bulk email. SPF and the
 * return path need a domain of ours that receives bounces (`MAIL_RETURN_DOMAIN`).
 */
export function recordsOf({ domain, selector, publicKey }: Domain, returnDomain?: string): DnsRecord[] {
  const records: DnsRecord[] = [
    {
      kind: 'dkim',
      type: 'TXT',
      name: `${selector}._domainkey.${domain}`,
      value: `v=DKIM1; k=rsa; p=${publicKey}`,
      isRequired: true,
    },
    { kind: 'dmarc', type: 'TXT', name: `_dmarc.${domain}`, value: 'v=DMARC1; p=none', isRequired: true },
  ]
  if (!returnDomain) return records
  return [
    ...records,
    {
      kind: 'return-path',
      type: 'CNAME',
      name: returnPathName(domain),
      value: returnDomain,
      isRequired: false,
    },
    {
      kind: 'spf',
      type: 'TXT',
      name: domain,
      value: `v=spf1 include:${returnDomain} ~all`,
      isRequired: false,
    },
  ]
}

/** Tags of a TXT record, such as `v=DKIM1; k=rsa; p=…`. */
const tagsOf = (text: string): Map<string, string> =>
  new Map(
    text.split(';').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).replace(/\s/g, '')]]
    }),
  )

const sameName = (a: string, b: string) =>
  a.replace(/\.$/, '').toLowerCase() === b.replace(/\.$/, '').toLowerCase()

/** Whether what DNS answers does what a record is for. It may be written differently, or contain more. */
const MATCHES: Record<DnsRecordKind, (found: string, wanted: string) => boolean> = {
  dkim: (found, wanted) => {
    const [has, needs] = [tagsOf(found), tagsOf(wanted)]
    return (has.get('k') ?? 'rsa') === 'rsa' && has.get('p') === needs.get('p')
  },
  dmarc: (found) =>
    /^v=DMARC1\s*(?:;|$)/i.test(found) &&
    ['none', 'quarantine', 'reject'].includes((tagsOf(found).get('p') ?? '').toLowerCase()),
  spf: (found, wanted) => {
    const include = wanted.split(' ')[1] ?? ''
    return (
      /^v=spf1\s/i.test(found) &&
      found
        .toLowerCase()
        .split(/\s+/)
        .some((term) => term.replace(/^\+/, '') === include)
    )
  },
  'return-path': sameName,
}

/** Records of the same kind at the name, whatever they say: two of them are wrong, for SPF and DMARC. */
const OF_KIND: Record<DnsRecordKind, RegExp> = {
  dkim: /p=/,
  dmarc: /^v=DMARC1/i,
  spf: /^v=spf1/i,
  'return-path': /./,
}

/** Compares what DNS answers with a record. Several SPF or DMARC records make all of them invalid (RFC 7208, RFC 7489). */
export function checkRecord({ kind, value }: DnsRecord, found: string[]): 'ok' | 'missing' | 'different' {
  const candidates = found.filter((text) => OF_KIND[kind].test(text.trim()))
  if (candidates.length === 0) return 'missing'
  const isUnique = candidates.length === 1 || kind === 'dkim'
  return isUnique && candidates.some((text) => MATCHES[kind](text.trim(), value)) ? 'ok' : 'different'
}
