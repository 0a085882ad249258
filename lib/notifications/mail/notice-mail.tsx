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
import { render } from '@react-email/render'
import type { Words } from '../words'

type NoticeMail = { words: Words; workspaceName: string; appUrl: string; unsubscribeUrl: string }

/** The mail of a notification: as HTML, and as the plain text that says the same. */
export async function noticeMail(
  given: NoticeMail,
): Promise<{ subject: string; html: string; text: string }> {
  const mail = <NoticeLetter {...given} />
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  return { subject: `${given.words.title} in ${given.workspaceName}`, html, text }
}

const ink = '#1b2623'
const faint = { fontSize: '13px', lineHeight: '1.6', color: '#59645f', margin: '0 0 6px' }

function NoticeLetter({ words, workspaceName, appUrl, unsubscribeUrl }: NoticeMail) {
  const { title, body, steps } = words
  return (
    <Html lang="en">
      <Head>
        <title>{title}</title>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{body}</Preview>
      <Body
        style={{
          margin: 0,
          padding: '32px 16px',
          background: '#f6f4ee',
          fontFamily: "-apple-system,'Segoe UI',Helvetica,Arial,sans-serif",
          color: ink,
        }}
      >
        <Container
          style={{
            maxWidth: '480px',
            background: '#ffffff',
            border: '1px solid #e1dcd0',
            borderRadius: '14px',
            padding: '32px',
          }}
        >
          <Text
            style={{
              margin: '0 0 16px',
              fontFamily: "Georgia,'Times New Roman',serif",
              fontSize: '20px',
              color: '#17594e',
            }}
          >
            Market Trak
          </Text>
          <Heading as="h1" style={{ margin: '0 0 12px', fontSize: '22px', lineHeight: '1.3' }}>
            {title}
          </Heading>
          <Text style={{ margin: '0 0 20px', fontSize: '15px', lineHeight: '1.6' }}>{body}</Text>
          {steps.map((step, index) => (
            <Section key={step.href + step.label} style={{ margin: '0 0 12px' }}>
              <Button
                href={`${appUrl}${step.href}`}
                style={{
                  display: 'inline-block',
                  padding: '12px 22px',
                  borderRadius: '8px',
                  border: '1px solid #17594e',
                  background: index === 0 ? '#17594e' : '#ffffff',
                  color: index === 0 ? '#ffffff' : '#17594e',
                  fontSize: '15px',
                  fontWeight: 600,
                  textDecoration: 'none',
                }}
              >
                {step.label}
              </Button>
            </Section>
          ))}
          <Hr style={{ borderColor: '#e1dcd0', margin: '24px 0 16px' }} />
          <Text style={faint}>You hear of this as a member of {workspaceName}.</Text>
          <Text style={faint}>
            <Link href={`${appUrl}/workspace-settings?tab=notifications`} style={{ color: '#17594e' }}>
              Choose what you hear
            </Link>
            {' · '}
            <Link href={unsubscribeUrl} style={{ color: '#17594e' }}>
              No more mails like this
            </Link>
          </Text>
        </Container>
      </Body>
    </Html>
  )
}
