import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import { Fragment } from 'react'
import type { EmailContent, EmailSection } from './content'

const GREEN = '#17594e'
const LINE = '#e1dcd0'
const smallPrint = { fontSize: '13px', lineHeight: '1.6', color: '#59645f', margin: '0 0 6px' }

const buttonStyle = (isMain: boolean) => ({
  display: 'inline-block',
  padding: '12px 22px',
  borderRadius: '8px',
  border: `1px solid ${GREEN}`,
  background: isMain ? GREEN : '#ffffff',
  color: isMain ? '#ffffff' : GREEN,
  fontSize: '15px',
  fontWeight: 600,
  textDecoration: 'none',
})

/** The layout of all our own emails. */
export function EmailLayout(content: EmailContent) {
  const { title, paragraphs, sections = [], buttons = [], footnotes = [], footerLinks = [] } = content
  return (
    <Html lang="en">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{paragraphs[0] ?? title}</Preview>
      <Body
        style={{
          margin: 0,
          padding: '32px 16px',
          background: '#f6f4ee',
          fontFamily: "-apple-system,'Segoe UI',Helvetica,Arial,sans-serif",
          color: '#1b2623',
        }}
      >
        <Container
          style={{
            maxWidth: '480px',
            background: '#ffffff',
            border: `1px solid ${LINE}`,
            borderRadius: '14px',
            padding: '32px',
          }}
        >
          <Text
            style={{
              margin: '0 0 16px',
              fontFamily: "Georgia,'Times New Roman',serif",
              fontSize: '20px',
              color: GREEN,
            }}
          >
            Market Trak
          </Text>
          <Heading as="h1" style={{ margin: '0 0 12px', fontSize: '22px', lineHeight: '1.3' }}>
            {title}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ margin: '0 0 16px', fontSize: '15px', lineHeight: '1.6' }}>
              {paragraph}
            </Text>
          ))}
          {sections.map((section) => (
            <ListSection key={section.title} {...section} />
          ))}
          {buttons.map(({ label, link }, index) => (
            <Section key={link + label} style={{ margin: '8px 0 12px' }}>
              <Button href={link} style={buttonStyle(index === 0)}>
                {label}
              </Button>
            </Section>
          ))}
          <Hr style={{ borderColor: LINE, margin: '24px 0 16px' }} />
          {footnotes.map((footnote) => (
            <Text key={footnote} style={smallPrint}>
              {footnote}
            </Text>
          ))}
          {footerLinks.length > 0 && (
            <Text style={smallPrint}>
              {footerLinks.map(({ label, link }, index) => (
                <Fragment key={link}>
                  {index > 0 && ' · '}
                  <Link href={link} style={{ color: GREEN }}>
                    {label}
                  </Link>
                </Fragment>
              ))}
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  )
}

const cell = { padding: '6px 0', borderBottom: `1px solid ${LINE}`, fontSize: '14px', lineHeight: '1.5' }

/** A table, because that is what every email program lays out alike. */
function ListSection({ title, lines, notes = [] }: EmailSection) {
  return (
    <Section style={{ margin: '0 0 20px' }}>
      <Heading as="h2" style={{ margin: '0 0 6px', fontSize: '16px', lineHeight: '1.4' }}>
        {title}
      </Heading>
      {lines.length > 0 && (
        <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: 'collapse' }}>
          <tbody>
            {lines.map(({ label, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines can read the same, and none of them moves.
              <tr key={index}>
                <td style={cell}>{label}</td>
                <td align="right" style={{ ...cell, paddingLeft: '16px', fontWeight: 600 }}>
                  {value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.map((note) => (
        <Text key={note} style={{ margin: '8px 0 0', fontSize: '14px', lineHeight: '1.6' }}>
          {note}
        </Text>
      ))}
    </Section>
  )
}
