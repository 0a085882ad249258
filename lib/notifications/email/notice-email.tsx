import { Button, Link, Section, Text } from '@react-email/components'
import { render } from '@react-email/render'
import type { Words } from '../labels'
import { buttonStyle, faintStyle, Letter } from './letter'

type NoticeMail = { words: Words; workspaceName: string; appUrl: string; unsubscribeUrl: string }

/** The mail of a notification: as HTML, and as the plain text that says the same. */
export async function noticeMail(
  given: NoticeMail,
): Promise<{ subject: string; html: string; text: string }> {
  const mail = <NoticeLetter {...given} />
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  return { subject: `${given.words.title} in ${given.workspaceName}`, html, text }
}

function NoticeLetter({ words, workspaceName, appUrl, unsubscribeUrl }: NoticeMail) {
  const { title, body, steps } = words
  return (
    <Letter
      title={title}
      body={body}
      foot={
        <>
          <Text style={faintStyle}>You hear of this as a member of {workspaceName}.</Text>
          <Text style={faintStyle}>
            <Link href={`${appUrl}/workspace-settings?tab=notifications`} style={{ color: '#17594e' }}>
              Choose what you hear
            </Link>
            {' · '}
            <Link href={unsubscribeUrl} style={{ color: '#17594e' }}>
              No more mails like this
            </Link>
          </Text>
        </>
      }
    >
      {steps.map((step, index) => (
        <Section key={step.href + step.label} style={{ margin: '0 0 12px' }}>
          <Button href={`${appUrl}${step.href}`} style={buttonStyle(index === 0)}>
            {step.label}
          </Button>
        </Section>
      ))}
    </Letter>
  )
}
