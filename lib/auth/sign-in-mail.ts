import { createTransport } from 'nodemailer'
import { env } from '@/lib/core/env'
import { LINK_MINUTES } from './sign-in-link'

type Mail = { subject: string; text: string; html: string }

/** Sends the link. A page with a button stands between the mail and the door: mail scanners open every link. */
export async function sendSignInMail(email: string, callbackUrl: string): Promise<void> {
  const { searchParams } = new URL(callbackUrl)
  const link = `${env().APP_URL}/sign-in/confirm?${searchParams}`
  const transport = createTransport(env().SMTP_URL)
  await transport.sendMail({ to: email, from: env().MAIL_FROM, ...signInMail(link, new URL(link).host) })
}

export function signInMail(link: string, host: string): Mail {
  const href = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return {
    subject: 'Your link to sign in to Market Trak',
    text: [
      `Sign in to Market Trak (${host}):`,
      link,
      '',
      `The link works once and for ${LINK_MINUTES} minutes.`,
      'If you did not ask for it, you can ignore this mail: nobody gets in without the link.',
    ].join('\n'),
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="light"><title>Sign in to Market Trak</title></head>
<body style="margin:0;padding:32px 16px;background:#f6f4ee;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#1b2623">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:480px;background:#ffffff;border:1px solid #e1dcd0;border-radius:14px">
<tr><td style="padding:32px 32px 0;font-family:Georgia,'Times New Roman',serif;font-size:20px;color:#17594e">Market Trak</td></tr>
<tr><td style="padding:16px 32px 0"><h1 style="margin:0;font-size:22px;line-height:1.3;font-weight:600">Your link to sign in</h1></td></tr>
<tr><td style="padding:12px 32px 0;font-size:15px;line-height:1.6">It works once and for ${LINK_MINUTES} minutes.</td></tr>
<tr><td style="padding:24px 32px 0"><a href="${href}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#17594e;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">Sign in to Market Trak</a></td></tr>
<tr><td style="padding:24px 32px 32px;font-size:13px;line-height:1.6;color:#59645f">If you did not ask for it, you can ignore this mail: nobody gets in without the link.</td></tr>
</table></td></tr></table>
</body></html>`,
  }
}
