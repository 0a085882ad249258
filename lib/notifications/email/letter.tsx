import { Body, Container, Head, Heading, Hr, Html, Preview, Section, Text } from '@react-email/components'

type LetterProps = { title: string; body: string; children: React.ReactNode; foot: React.ReactNode }

export const faintStyle = { fontSize: '13px', lineHeight: '1.6', color: '#59645f', margin: '0 0 6px' }

export const buttonStyle = (main: boolean) => ({
  display: 'inline-block',
  padding: '12px 22px',
  borderRadius: '8px',
  border: '1px solid #17594e',
  background: main ? '#17594e' : '#ffffff',
  color: main ? '#ffffff' : '#17594e',
  fontSize: '15px',
  fontWeight: 600,
  textDecoration: 'none',
})

/** The paper that our mails to people are written on. */
export function Letter({ title, body, children, foot }: LetterProps) {
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
          color: '#1b2623',
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
          <Section style={{ margin: '0 0 12px' }}>{children}</Section>
          <Hr style={{ borderColor: '#e1dcd0', margin: '24px 0 16px' }} />
          {foot}
        </Container>
      </Body>
    </Html>
  )
}
