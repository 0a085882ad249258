/** One of our own emails as plain data. Nothing in it is markup. */
export type EmailContent = {
  subject: string
  title: string
  paragraphs: string[]
  /** Lists with a heading, between the paragraphs and the buttons. */
  sections?: EmailSection[]
  /** The first is the main button. Links are absolute. */
  buttons?: EmailButton[]
  /** Small print under the buttons. */
  footnotes?: string[]
  /** The last line, such as "Notification settings" and "Unsubscribe". */
  footerLinks?: EmailButton[]
}
export type EmailSection = {
  title: string
  lines: { label: string; value: string }[]
  /** Sentences under the list. */
  notes?: string[]
}
export type EmailButton = { label: string; link: string }
