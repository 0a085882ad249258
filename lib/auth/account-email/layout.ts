export type EmailWords = {
  subject: string
  title: string
  paragraphs: string[]
  button?: { label: string; link: string }
  /** Small print under the button. */
  foot: string[]
}
export type BuiltEmail = { subject: string; text: string; html: string }

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Emails about signing in and about one's account: one design, as HTML and as text. */
export function buildEmail({ subject, title, paragraphs, button, foot }: EmailWords): BuiltEmail {
  const link = button ? [`${button.label}:`, button.link, ''] : []
  const row = (style: string, content: string) => `<tr><td style="padding:${style}">${content}</td></tr>`
  return {
    subject,
    text: [title, '', ...paragraphs.flatMap((one) => [one, '']), ...link, ...foot].join('\n'),
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="light"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f6f4ee;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#1b2623">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:480px;background:#ffffff;border:1px solid #e1dcd0;border-radius:14px">
${[
  row(`32px 32px 0;font-family:Georgia,'Times New Roman',serif;font-size:20px;color:#17594e`, 'Market Trak'),
  row(
    '16px 32px 0',
    `<h1 style="margin:0;font-size:22px;line-height:1.3;font-weight:600">${escaped(title)}</h1>`,
  ),
  ...paragraphs.map((one) => row('12px 32px 0;font-size:15px;line-height:1.6', escaped(one))),
  ...(button
    ? [
        row(
          '24px 32px 0',
          `<a href="${escaped(button.link)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#17594e;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${escaped(button.label)}</a>`,
        ),
      ]
    : []),
  row('24px 32px 32px;font-size:13px;line-height:1.6;color:#59645f', foot.map(escaped).join('<br>')),
].join('\n')}
</table></td></tr></table>
</body></html>`,
  }
}
