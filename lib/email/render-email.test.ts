import { expect, test } from 'vitest'
import { renderEmail } from './render-email'

const content = {
  subject: 'Subject',
  title: '<b>Title</b>',
  paragraphs: ['<script>alert(1)</script>', 'Second'],
  buttons: [
    { label: '"><img>', link: 'https://app.test/?a=1&b="2"' },
    { label: 'Other', link: 'https://app.test/other' },
  ],
  footnotes: ['<i>'],
  footerLinks: [{ label: 'Unsubscribe', link: 'https://app.test/unsubscribe?token=x' }],
}

test('renderEmail escapes everything that it is given', async () => {
  const { html } = await renderEmail(content)
  expect(html).not.toMatch(/<script|<img|<i>|<b>/)
  expect(html).toMatch(/href="https:\/\/app\.test\/\?a=1&amp;b=(&quot;2&quot;|%222%22)"/)
})

test('renderEmail writes the same text and links as plain text', async () => {
  expect((await renderEmail(content)).text).toBe(`<b>Title</b>

<script>alert(1)</script>

Second

"><img>:
https://app.test/?a=1&b="2"

Other:
https://app.test/other

<i>

Unsubscribe:
https://app.test/unsubscribe?token=x`)
})
