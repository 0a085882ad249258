import { formatDate } from '@/lib/core/text/format'
import type { EmailContent } from '@/lib/email/content'

/** The data of each email about an account. Never contains a token. */
type AccountEmailData = {
  'google-linked': { googleEmail: string }
  'google-unlinked': { googleEmail: string | null }
  /** To the new address. */
  'email-change-confirm': { changeId: string; oldEmail: string; byOperator: boolean }
  /** To the old address, while the new one has not confirmed. */
  'email-change-requested': { changeId: string; newEmail: string; byOperator: boolean }
  /** To the old address, once it has changed. */
  'email-changed': { changeId: string; newEmail: string; undoUntil: string; googleUnlinked: boolean }
  /** To both addresses. */
  'email-restored': { email: string }
  /** To every member. */
  'workspace-deleted': { name: string; eraseOn: string }
  /** To everyone who was a member and is one again. */
  'workspace-restored': { name: string }
}
type AccountEmailKind = keyof AccountEmailData
export type AccountEmail = {
  [Kind in AccountEmailKind]: { kind: Kind; data: AccountEmailData[Kind] }
}[AccountEmailKind]

/** The links in the text. */
export type Links = {
  appUrl: string
  confirmLink(changeId: string): string
  undoLink(changeId: string): string
}

const IGNORE =
  'If you didn’t expect this email, you can ignore it. Nothing changes unless you click the button.'
const secure = ({ appUrl }: Links) =>
  `If this wasn’t you, go to ${appUrl}/profile, unlink the account, and sign out everywhere.`

export function accountEmailContent({ kind, data }: AccountEmail, links: Links): EmailContent {
  switch (kind) {
    case 'google-linked':
      return {
        subject: 'Google account linked to Market Trak',
        title: 'Google account linked',
        paragraphs: [`You can now sign in to Market Trak with the Google account ${data.googleEmail}.`],
        footnotes: [secure(links)],
      }
    case 'google-unlinked':
      return {
        subject: 'Google account unlinked from Market Trak',
        title: 'Google account unlinked',
        paragraphs: [
          `The Google account ${data.googleEmail ?? 'you had linked'} is no longer linked to your Market Trak account. You can still sign in with an email link.`,
        ],
        footnotes: [`If this wasn’t you, go to ${links.appUrl}/profile and sign out everywhere.`],
      }
    case 'email-change-confirm':
      return {
        subject: 'Confirm your new email address for Market Trak',
        title: 'Confirm your new email address',
        paragraphs: [
          `${data.byOperator ? 'Market Trak support' : 'You'} asked to change the email address of your Market Trak account from ${data.oldEmail} to this address. Click the button to confirm.`,
        ],
        buttons: [{ label: 'Confirm email address', link: links.confirmLink(data.changeId) }],
        footnotes: ['This link expires in 24 hours.', IGNORE],
      }
    case 'email-change-requested':
      return {
        subject: 'Request to change your Market Trak email address',
        title: 'Request to change your email address',
        paragraphs: [
          `${data.byOperator ? 'Market Trak support' : 'Someone signed in to your account'} asked to change the email address of your Market Trak account to ${data.newEmail}. The change takes effect when they confirm it from that address.`,
          'If this was you, you don’t need to do anything.',
        ],
        buttons: [{ label: 'Cancel change', link: links.undoLink(data.changeId) }],
        footnotes: ['If this wasn’t you, cancel the change, then sign out everywhere on your profile page.'],
      }
    case 'email-changed':
      return {
        subject: 'Your Market Trak email address was changed',
        title: 'Your email address was changed',
        paragraphs: [
          `You now sign in to Market Trak as ${data.newEmail}. Sign-in links sent to this address no longer work.`,
          ...(data.googleUnlinked ? ['The Google account with this address was unlinked too.'] : []),
          `If this wasn’t you, you can undo the change until ${formatDate(data.undoUntil, 'UTC')}. This signs everyone out of the account.`,
        ],
        buttons: [{ label: 'Undo change', link: links.undoLink(data.changeId) }],
        footnotes: ['If this was you, you don’t need to do anything.'],
      }
    case 'email-restored':
      return {
        subject: 'Your Market Trak email address was restored',
        title: 'Your email address was restored',
        paragraphs: [
          `The email address of your Market Trak account is ${data.email} again. We signed everyone out.`,
        ],
        buttons: [{ label: 'Sign in', link: `${links.appUrl}/sign-in` }],
        footnotes: ['Check your profile page for changes you don’t recognize.'],
      }
    case 'workspace-deleted':
      return {
        subject: `The workspace ${data.name} was deleted`,
        title: 'A workspace was deleted',
        paragraphs: [
          `An owner deleted the workspace ${data.name}. Its plan has ended, and no one can open it.`,
          `On ${formatDate(data.eraseOn, 'UTC')} we erase its data and files permanently. We keep the figures of its payments and credits for accounting, without names.`,
        ],
        footnotes: [
          'To get the workspace back before then, contact us. Your account is not affected. You can delete it on your profile page.',
        ],
      }
    case 'workspace-restored':
      return {
        subject: `The workspace ${data.name} was restored`,
        title: 'A workspace was restored',
        paragraphs: [
          `Market Trak support restored the workspace ${data.name}, which had been deleted. You’re a member again, with the same role.`,
          'Its plan, API keys, feeds, share links and scheduled work stay stopped. An owner can choose a plan and set them up again.',
        ],
        buttons: [{ label: 'Open Market Trak', link: links.appUrl }],
      }
  }
}
