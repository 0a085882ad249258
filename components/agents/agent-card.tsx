import { Mail, Phone } from 'lucide-react'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { cn } from '@/components/ui/cn'
import { initialsOf } from '@/lib/core/text/format'

type AgentCardData = {
  name: string
  phone: string
  email: string
  license: string
  /** JPEG. */
  photo: Uint8Array | null
}

type Props = {
  agent: AgentCardData
  agencyName: string
  /** The subject of an email to the agent. */
  about: string
  className?: string
}

/** The agent who shared something, with the ways to reach them. Prints as text. */
export function AgentCard({ agent, agencyName, about, className }: Props) {
  const { name, phone, email, license, photo } = agent
  return (
    <section
      aria-label="Your agent"
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-surface p-3 shadow-card break-inside-avoid sm:p-4',
        className,
      )}
    >
      {photo ? (
        // biome-ignore lint/performance/noImgElement: a small portrait that is in the page itself.
        <img
          src={`data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`}
          alt=""
          className="size-12 shrink-0 rounded-full object-cover sm:size-16"
        />
      ) : (
        <span
          aria-hidden="true"
          className="grid size-12 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-brand-ink sm:size-16"
        >
          {initialsOf(name)}
        </span>
      )}
      <div className="min-w-0 flex-1 basis-32 text-sm">
        <p className="text-base leading-snug font-semibold break-words">{name}</p>
        <p className="text-muted">
          {[agencyName, license && licenseLabel(license)].filter(Boolean).join(' · ')}
        </p>
        <p className="hidden print:block">{[phone, email].filter(Boolean).join(' · ')}</p>
      </div>
      {(phone || email) && (
        <div className="flex gap-2 print:hidden">
          {phone && (
            <a href={telHref(phone)} className={buttonClass({ variant: email ? 'secondary' : 'primary' })}>
              <Phone aria-hidden="true" />
              Call<span className="sr-only"> {name}</span>
            </a>
          )}
          {email && (
            <a href={mailHref(email, about)} className={buttonClass({ variant: 'primary' })}>
              <Mail aria-hidden="true" />
              Contact<span className="sr-only"> {name}</span>
            </a>
          )}
        </div>
      )}
    </section>
  )
}

/** Members type "WA 12345" as often as "License 12345". */
const licenseLabel = (license: string) => (/lic|dre|#/i.test(license) ? license : `License ${license}`)

/** "tel:+12065550100;ext=12". */
export function telHref(phone: string): string {
  const [, number = '', extension] = /^(.*?)(?:\s*(?:x|ext\.?)\s*(\d+))?$/i.exec(phone) ?? []
  return `tel:${number.replace(/[^\d+]/g, '')}${extension ? `;ext=${extension}` : ''}`
}

const mailHref = (email: string, about: string) =>
  `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}?subject=${encodeURIComponent(about)}`
