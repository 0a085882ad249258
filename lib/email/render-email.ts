import type { EmailButton, EmailContent, EmailSection } from './content'

export type RenderedEmail = { subject: string; html: string; text: string }

/** Renders our own emails in their one layout, and as plain text with the same content. */
export async function renderEmail(content: EmailContent): Promise<RenderedEmail> {
  // Loaded on demand: every page that knows about signing in imports this module, and few send an email.
  const [{ render }, { EmailLayout }] = await Promise.all([
    import('@react-email/render'),
    import('./email-layout'),
  ])
  return { subject: content.subject, html: await render(EmailLayout(content)), text: plainText(content) }
}

function plainText({
  title,
  paragraphs,
  sections = [],
  buttons = [],
  footnotes = [],
  footerLinks = [],
}: EmailContent) {
  const withLink = ({ label, link }: EmailButton) => `${label}:\n${link}`
  return [
    title,
    ...paragraphs,
    ...sections.map(plainSection),
    ...buttons.map(withLink),
    footnotes.join('\n'),
    footerLinks.map(withLink).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function plainSection({ title, lines, notes = [] }: EmailSection) {
  return [title.toUpperCase(), ...lines.map(({ label, value }) => `- ${label}: ${value}`), ...notes].join(
    '\n',
  )
}
