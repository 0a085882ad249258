import { emailPictureUrl } from '../email-picture'
import { fieldOf, type MergeValues, PHOTO_FIELD, valuesOfAgency } from '../merge-fields'
import { LOGO_CID } from '../sender'
import { pictureNameOf } from '../shared/blocks'
import type { Branding } from '../views'
import { compile, evaluate, MARK } from './compile'
import { escapeHtml, htmlOf, safeAddress, textOf } from './markup'

type WrittenEmail = { subject: string; html: string; text: string }
type EmailWriter = (values: MergeValues, unsubscribeUrl: string) => WrittenEmail
type Target = 'email' | 'page'

/**
 * Prepares an email once for all recipients and returns a function that writes it for one of them. Values never become
 * markup: they are escaped and inserted after the markup is generated. For an `email` the logo is an attachment. On a
 * `page` of ours it is inlined, and fields that would be blank are marked.
 * @throws Refusal `template.field`
 */
export function createEmailWriter(
  content: { subject: string; body: string },
  branding: Branding,
  target: Target = 'email',
): EmailWriter {
  const [subject, body] = [compile(content.subject), compile(content.body)]
  const look = {
    color: branding.color,
    textColor: textColorOn(branding.color),
    pictureUrl: (name: string) => emailPictureUrl(branding.workspaceId, name),
  }
  const html = piecesOf(page(htmlOf(body.marked, look), branding, target))
  const text = piecesOf(
    `${textOf(body.marked)}\n\n-- \n${signOff(branding)}\nUnsubscribe: ${MARK.unsubscribe}`,
  )
  const subjectPieces = piecesOf(subject.marked)
  const agency = valuesOfAgency(branding)
  return (values, unsubscribeUrl) => {
    const all = { ...withHostedPhoto(values), ...agency }
    const bodyValues = evaluate(body.outputs, all)
    const escaped = { value: escapeHtml, address: safeAddress, picture: pictureOf(branding) }
    const showGaps = target === 'page'
    const subjectValues = evaluate(subject.outputs, all)
    return {
      // A single line, whatever a value contains.
      subject: fill(
        subjectPieces,
        showGaps ? withGaps(subjectValues, subject.names) : subjectValues,
        PLAIN,
        '',
      )
        .replace(/\s+/g, ' ')
        .trim(),
      html: fill(
        html,
        bodyValues,
        showGaps ? markingGaps(escaped, body.names) : escaped,
        escapeHtml(unsubscribeUrl),
      ),
      text: fill(text, bodyValues, PLAIN, unsubscribeUrl),
    }
  }
}

/** The text of a post. @throws Refusal `template.field` */
export function renderPost(body: string, values: MergeValues, branding: Branding): string {
  const { marked, outputs } = compile(body)
  const agency = Object.entries(valuesOfAgency(branding)).filter(([, value]) => value !== '')
  const texts = evaluate(outputs, { ...values, ...Object.fromEntries(agency) })
  return fill(piecesOf(marked.replace(CARD_IN_POST, '')), texts, PLAIN, '')
}

/** Posts have no cards. */
const CARD_IN_POST = new RegExp(`${MARK.card}[^${MARK.end}]*${MARK.end}`, 'g')

const MARKS = /([\uE000\uE003\uE004\uE007]\d+\uE001|[\uE002\uE005])/
const piecesOf = (text: string) => text.split(MARKS)

type Encoding = {
  value(value: string, index: number): string
  address(value: string): string
  picture(value: string): string
}

const PLAIN: Encoding = { value: (value) => value, address: (value) => value, picture: () => '' }

/** A photo that we don't host is left out. */
const withHostedPhoto = (values: MergeValues): MergeValues =>
  pictureNameOf(values[PHOTO_FIELD] ?? '') ? values : { ...values, [PHOTO_FIELD]: '' }

/** Only pictures that we host: any other value shows nothing. */
const pictureOf =
  ({ workspaceId }: Branding) =>
  (value: string): string => {
    const name = pictureNameOf(value)
    return name ? escapeHtml(emailPictureUrl(workspaceId, name)) : ''
  }

/** Shown in previews where the email would have a gap. */
const gapOf = (name: string) => `[${fieldOf(name)?.label ?? name} missing]`

const withGaps = (values: readonly string[], names: readonly string[]) =>
  values.map((value, i) => (value.trim() === '' ? gapOf(names[i] ?? '') : value))

const markingGaps = ({ value, address, picture }: Encoding, names: readonly string[]): Encoding => ({
  address,
  picture,
  value: (text, i) =>
    text.trim() === ''
      ? `<mark style="background:#ffe1a8;color:#5c3d00;padding:0 4px;border-radius:4px">${escapeHtml(gapOf(names[i] ?? ''))}</mark>`
      : value(text, i),
})

function fill(pieces: readonly string[], values: readonly string[], encode: Encoding, unsubscribe: string) {
  let isShown = true
  return pieces
    .map((piece) => {
      const kind = piece[0]
      const index = Number(piece.slice(1, -1))
      const value = values[index] ?? ''
      if (kind === MARK.when) isShown = value.trim() !== ''
      else if (kind === MARK.endWhen) isShown = true
      else if (!isShown) return ''
      else if (kind === MARK.unsubscribe) return unsubscribe
      else if (kind === MARK.value) return encode.value(value, index)
      else if (kind === MARK.address) return encode.address(value)
      else if (kind === MARK.picture) return encode.picture(value)
      else return piece
      return ''
    })
    .join('')
}

const signOff = ({ agencyName, postalAddress, phone, website }: Branding) =>
  [agencyName, postalAddress, phone, website].filter(Boolean).join('\n')

/** The logo, or the agency’s name without one. */
function headerOf({ agencyName, logo }: Branding, target: Target): string {
  if (!logo) return escapeHtml(agencyName)
  const src = target === 'email' ? LOGO_CID : `data:image/png;base64,${Buffer.from(logo).toString('base64')}`
  return `<img src="${src}" alt="${escapeHtml(agencyName)}" style="display:block;max-height:48px;max-width:220px">`
}

function page(body: string, branding: Branding, target: Target): string {
  const { agencyName, color } = branding
  const from = escapeHtml(signOff(branding)).replaceAll('\n', ' · ')
  const smallPrint = 'font-size:13px;line-height:1.6;color:#59645f'
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light"><title>${escapeHtml(agencyName)}</title></head>
<body bgcolor="#f6f4ee" style="margin:0;padding:24px 12px;background:#f6f4ee;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#1b2623">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" bgcolor="#f6f4ee"><tr><td align="center" style="background:#f6f4ee">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" bgcolor="#ffffff" style="max-width:560px;background:#ffffff;border:1px solid #e1dcd0;border-radius:14px">
<tr><td style="padding:24px 28px 0;border-top:6px solid ${color};border-radius:14px 14px 0 0;background:#ffffff;color:#1b2623;font-family:Georgia,'Times New Roman',serif;font-size:20px">${headerOf(branding, target)}</td></tr>
<tr><td style="padding:20px 28px 8px;background:#ffffff;color:#1b2623">${body}</td></tr>
<tr><td style="padding:16px 28px 24px;border-top:1px solid #e1dcd0;border-radius:0 0 14px 14px;background:#ffffff;${smallPrint}">${from}<br>You’re receiving this email because you subscribed. <a href="${MARK.unsubscribe}" style="color:#59645f">Unsubscribe</a></td></tr>
</table></td></tr></table>
</body></html>`
}

/** The text color on this background: white or near black, whichever has more contrast (WCAG relative luminance). */
export function textColorOn(color: string): '#ffffff' | '#1b2623' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(color.slice(at, at + 2), 16)),
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  // At this luminance, white and the dark color have the same contrast.
  return luminance < 0.22 ? '#ffffff' : '#1b2623'
}

function channel(value: number): number {
  const share = value / 255
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
