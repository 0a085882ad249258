import type { dnsRecordKinds, templateKinds } from '@/db/schema/work/templates'

export type TemplateKind = (typeof templateKinds)[number]

export type TemplateContent = { kind: TemplateKind; name: string; subject: string; body: string }
export type TemplateRow = TemplateContent & { id: string; changedAt: string }
export type LibraryTemplate = TemplateContent & { key: string; about: string }

export type SenderDetails = { replyTo: string; phone: string; website: string; postalAddress: string }

export type DnsRecordKind = (typeof dnsRecordKinds)[number]
export type DnsRecord = {
  kind: DnsRecordKind
  type: 'TXT' | 'CNAME'
  name: string
  value: string
  /** Without it, the domain isn’t used. */
  isRequired: boolean
}
/** An agency’s own sending domain, and what DNS answered when we last looked. */
export type SendingDomainView = {
  fromAddress: string
  domain: string
  isVerified: boolean
  checkedAt: string | null
  records: (DnsRecord & { state: 'ok' | 'missing' | 'different' | 'unknown' })[]
}

export type Branding = SenderDetails & {
  workspaceId: number
  agencyName: string
  /** `#rrggbb` */
  color: string
  /** PNG */
  logo: Uint8Array | null
}

export type MergeField = { name: string; label: string; example: string; of: 'person' | 'agency' | 'details' }

/** `textParts`: the plain text of an email, with its merge fields as labels. */
export type Preview =
  | { subject: string; html: string; text: string; textParts?: MergedPart[] }
  | { problem: string }

/** Part of a text with merge fields: text, or the label of a field that differs by recipient. */
export type MergedPart = { text: string } | { field: string }
