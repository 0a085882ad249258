import { Alert } from '@/components/ui/alert'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy/copy-button'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatDateTime } from '@/lib/core/text/format'
import type { DnsRecordKind, SendingDomainView } from '@/lib/templates/views'
import { SendingAddressForm } from './sending-address-form'

type Props = {
  domain: SendingDomainView | null
  timeZone: string
  save: FormAction
  check: FormAction
  remove: FormAction
}

const kindLabels: Record<DnsRecordKind, string> = {
  dkim: 'DKIM',
  dmarc: 'DMARC',
  spf: 'SPF',
  'return-path': 'Return path',
}
const stateLabels: Record<SendingDomainView['records'][number]['state'], { label: string; tone: BadgeTone }> =
  {
    ok: { label: 'Found', tone: 'good' },
    missing: { label: 'Missing', tone: 'bad' },
    different: { label: 'Different', tone: 'warn' },
    unknown: { label: 'Not checked', tone: 'neutral' },
  }

/** The agency’s own domain: its address, the DNS records to set, and whether they are set. */
export function SendingDomainCard({ domain, timeZone, save, check, remove }: Props) {
  return (
    <Card aria-labelledby="sending-domain-title" className="grid max-w-2xl gap-5">
      <CardHeader id="sending-domain-title" title="Sending domain" className="mb-0" />
      <p className="text-sm text-muted">
        Send campaigns from an address at your own domain. You need access to its DNS settings.
      </p>
      <SendingAddressForm address={domain?.fromAddress ?? null} save={save} />
      {domain && (
        <>
          {domain.isVerified ? (
            <Alert tone="good" title="Verified">
              Campaigns are sent from {domain.fromAddress} and signed for {domain.domain}.
            </Alert>
          ) : (
            <Alert tone="warn" title="Not verified yet">
              Add these records at the DNS provider of {domain.domain}, then check them. Until then, campaigns
              are sent from our address.
            </Alert>
          )}
          <ul className="grid gap-4">
            {domain.records.map(({ kind, type, name, value, isRequired, state }) => (
              <li key={kind} className="grid gap-2 rounded-card border border-line p-4 text-sm">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">
                    {kindLabels[kind]} ({type})
                  </span>
                  <Badge tone={stateLabels[state].tone}>{stateLabels[state].label}</Badge>
                  {!isRequired && <span className="text-muted">Recommended</span>}
                </p>
                <dl className="grid gap-2">
                  {[
                    { label: 'Name', text: name },
                    { label: 'Value', text: value },
                  ].map(({ label, text }) => (
                    <div key={label} className="flex flex-wrap items-center gap-2">
                      <dt className="w-14 text-muted">{label}</dt>
                      <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-2">
                        <span className="min-w-0 flex-1 break-all font-mono text-xs">{text}</span>
                        <CopyButton text={text} what={`the ${kindLabels[kind]} ${label.toLowerCase()}`} />
                      </dd>
                    </div>
                  ))}
                </dl>
                {kind === 'spf' && (
                  <p className="text-muted">
                    If the domain has an SPF record, add the “include:” part to it. There can be only one.
                  </p>
                )}
              </li>
            ))}
          </ul>
          {domain.checkedAt && (
            <p className="text-sm text-muted">Last checked {formatDateTime(domain.checkedAt, timeZone)}.</p>
          )}
          <div className="flex flex-wrap gap-3">
            <ActionForm action={check} submit="Check records" />
            <ActionForm action={remove} submit="Remove domain" variant="ghost" />
          </div>
        </>
      )}
    </Card>
  )
}
