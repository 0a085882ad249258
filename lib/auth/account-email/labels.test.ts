import { expect, it } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { signInContent } from '../sign-in/email-sign-in'
import { type AccountEmail, accountEmailContent } from './labels'

const appUrl = 'https://app.test'
const links = {
  appUrl,
  confirmLink: (id: string) => `${appUrl}/confirm/${id}`,
  undoLink: (id: string) => `${appUrl}/undo/${id}`,
}
const change = { changeId: '1', newEmail: 'new@agency.test', byOperator: false }

const all: AccountEmail[] = [
  { kind: 'google-linked', data: { googleEmail: 'ann@agency.test' } },
  { kind: 'google-unlinked', data: { googleEmail: null } },
  { kind: 'email-change-confirm', data: { changeId: '1', oldEmail: 'old@agency.test', byOperator: false } },
  { kind: 'email-change-requested', data: change },
  { kind: 'email-change-requested', data: { ...change, byOperator: true } },
  {
    kind: 'email-changed',
    data: {
      changeId: '1',
      newEmail: 'new@agency.test',
      undoUntil: '2026-12-21T12:00:00Z',
      googleUnlinked: true,
    },
  },
  { kind: 'email-restored', data: { email: 'old@agency.test' } },
  { kind: 'workspace-deleted', data: { name: 'Sunny Lettings', eraseOn: '2026-12-21T12:00:00Z' } },
  { kind: 'workspace-restored', data: { name: 'Sunny Lettings' } },
]

it('R34: every email about an account says what happened and what to do', () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  const contents = [
    signInContent(`${appUrl}/sign-in/confirm?token=x`),
    ...all.map((one) => accountEmailContent(one, links)),
  ]
  const written = contents.map(({ subject, title, paragraphs, buttons = [], footnotes = [] }) =>
    [subject, title, ...paragraphs, ...buttons.map(({ label }) => `[${label}]`), ...footnotes].join('\n'),
  )
  expect(`\n${written.join('\n\n')}\n`).toMatchInlineSnapshot(`
    "
    Your sign-in link for Market Trak
    Sign in to Market Trak
    Click the button to sign in to app.test. The link works once and expires in 30 minutes.
    [Sign in to Market Trak]
    If you didn’t request this email, you can ignore it. No one can sign in without the link.

    Google account linked to Market Trak
    Google account linked
    You can now sign in to Market Trak with the Google account ann@agency.test.
    If this wasn’t you, go to https://app.test/profile, unlink the account, and sign out everywhere.

    Google account unlinked from Market Trak
    Google account unlinked
    The Google account you had linked is no longer linked to your Market Trak account. You can still sign in with an email link.
    If this wasn’t you, go to https://app.test/profile and sign out everywhere.

    Confirm your new email address for Market Trak
    Confirm your new email address
    You asked to change the email address of your Market Trak account from old@agency.test to this address. Click the button to confirm.
    [Confirm email address]
    This link expires in 24 hours.
    If you didn’t expect this email, you can ignore it. Nothing changes unless you click the button.

    Request to change your Market Trak email address
    Request to change your email address
    Someone signed in to your account asked to change the email address of your Market Trak account to new@agency.test. The change takes effect when they confirm it from that address.
    If this was you, you don’t need to do anything.
    [Cancel change]
    If this wasn’t you, cancel the change, then sign out everywhere on your profile page.

    Request to change your Market Trak email address
    Request to change your email address
    Market Trak support asked to change the email address of your Market Trak account to new@agency.test. The change takes effect when they confirm it from that address.
    If this was you, you don’t need to do anything.
    [Cancel change]
    If this wasn’t you, cancel the change, then sign out everywhere on your profile page.

    Your Market Trak email address was changed
    Your email address was changed
    You now sign in to Market Trak as new@agency.test. Sign-in links sent to this address no longer work.
    The Google account with this address was unlinked too.
    If this wasn’t you, you can undo the change until Dec 21, 2026. This signs everyone out of the account.
    [Undo change]
    If this was you, you don’t need to do anything.

    Your Market Trak email address was restored
    Your email address was restored
    The email address of your Market Trak account is old@agency.test again. We signed everyone out.
    [Sign in]
    Check your profile page for changes you don’t recognize.

    The workspace Sunny Lettings was deleted
    A workspace was deleted
    An owner deleted the workspace Sunny Lettings. Its plan has ended, and no one can open it.
    On Dec 21, 2026 we erase its data and files permanently. We keep the figures of its payments and credits for accounting, without names.
    To get the workspace back before then, contact us. Your account is not affected. You can delete it on your profile page.

    The workspace Sunny Lettings was restored
    A workspace was restored
    Market Trak support restored the workspace Sunny Lettings, which had been deleted. You’re a member again, with the same role.
    Its plan, API keys, feeds, share links and scheduled work stay stopped. An owner can choose a plan and set them up again.
    [Open Market Trak]
    "
  `)
})
