import { formatDate } from '@/lib/core/text/format'
import type { EmailWords } from './layout'

/** What each email about an account needs; plain data, and never a token. */
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
}
type AccountEmailKind = keyof AccountEmailData
export type AccountEmail = {
  [Kind in AccountEmailKind]: { kind: Kind; data: AccountEmailData[Kind] }
}[AccountEmailKind]

/** What the words link to. */
export type Links = {
  appUrl: string
  confirmLink(changeId: string): string
  undoLink(changeId: string): string
}

const IGNORE =
  'If you didn’t expect this email, you can ignore it. Nothing changes unless you click the button.'
const secure = ({ appUrl }: Links) =>
  `If this wasn’t you, open ${appUrl}/profile, unlink the account and sign out everywhere.`

export function wordsOf({ kind, data }: AccountEmail, links: Links): EmailWords {
  switch (kind) {
    case 'google-linked':
      return {
        subject: 'A Google account was linked to Market Trak',
        title: 'Google account linked',
        paragraphs: [`You can now sign in to Market Trak with the Google account ${data.googleEmail}.`],
        foot: [secure(links)],
      }
    case 'google-unlinked':
      return {
        subject: 'A Google account was unlinked from Market Trak',
        title: 'Google account unlinked',
        paragraphs: [
          `The Google account ${data.googleEmail ?? 'you had linked'} is no longer linked to your Market Trak account. You can still sign in with an email link.`,
        ],
        foot: [`If this wasn’t you, open ${links.appUrl}/profile and sign out everywhere.`],
      }
    case 'email-change-confirm':
      return {
        subject: 'Confirm your new email address for Market Trak',
        title: 'Confirm your new email address',
        paragraphs: [
          `${data.byOperator ? 'Market Trak support' : 'You'} asked to change the email address of your Market Trak account from ${data.oldEmail} to this one. It changes when you confirm.`,
        ],
        button: { label: 'Confirm new address', link: links.confirmLink(data.changeId) },
        foot: ['The link works for 24 hours.', IGNORE],
      }
    case 'email-change-requested':
      return {
        subject: 'Someone asked to change your email address for Market Trak',
        title: 'Your email address is about to change',
        paragraphs: [
          `${data.byOperator ? 'Market Trak support' : 'Someone who is signed in as you'} asked to change the email address of your Market Trak account to ${data.newEmail}. It changes when that address confirms.`,
          'If this was you, you don’t need to do anything here.',
        ],
        button: { label: 'Stop the change', link: links.undoLink(data.changeId) },
        foot: ['If this wasn’t you, stop the change and sign out everywhere on your profile page.'],
      }
    case 'email-changed':
      return {
        subject: 'Your email address for Market Trak has changed',
        title: 'Your email address has changed',
        paragraphs: [
          `You now sign in to Market Trak as ${data.newEmail}. Sign-in links sent to this address no longer work.`,
          ...(data.googleUnlinked ? ['The Google account with this address was unlinked.'] : []),
          `If this wasn’t you, undo the change until ${formatDate(data.undoUntil, 'UTC')}. Everyone who is signed in to the account is then signed out.`,
        ],
        button: { label: 'Undo the change', link: links.undoLink(data.changeId) },
        foot: ['If this was you, you don’t need to do anything.'],
      }
    case 'email-restored':
      return {
        subject: 'The change of your email address for Market Trak was undone',
        title: 'Your email address was restored',
        paragraphs: [
          `The email address of your Market Trak account is ${data.email} again. Everyone who was signed in to it was signed out.`,
        ],
        button: { label: 'Sign in', link: `${links.appUrl}/sign-in` },
        foot: ['Check your profile page for anything you don’t recognize.'],
      }
  }
}
