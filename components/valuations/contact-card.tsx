import { Card, CardHeader } from '@/components/ui/card'
import type { AgentContact } from '@/lib/valuations/sharing/agent-contact'

/** Who to ask about a valuation, on its shared page. */
export function ContactCard({ contact }: { contact: AgentContact }) {
  const { agentName, agencyName, phone, email, website } = contact
  return (
    <Card aria-labelledby="contact" className="mt-6 break-inside-avoid">
      <CardHeader id="contact" title="Questions about this estimate?" />
      <p className="font-medium">{[agentName, agencyName].filter(Boolean).join(', ')}</p>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {phone && <ContactLink href={`tel:${phone.replace(/[^\d+]/g, '')}`} words={phone} />}
        {email && <ContactLink href={`mailto:${email}`} words={email} />}
        {website && <ContactLink href={website} words={website.replace(/^https?:\/\//, '')} />}
      </ul>
    </Card>
  )
}

function ContactLink({ href, words }: { href: string; words: string }) {
  return (
    <li>
      <a href={href} className="font-medium break-all underline underline-offset-3">
        {words}
      </a>
    </li>
  )
}
