import Link from 'next/link'
import { HelpTopic } from './help-topic'

/** What you can do with a result, and how to report a broken one. */
export function ResultsHelp() {
  return (
    <>
      <HelpTopic id="broken" title="When a result is broken">
        <p>
          Every report, valuation and image has the button <strong>Report a problem</strong>. Say what is
          wrong. First we check what was delivered: a report’s figures and summary, a valuation’s range and
          comparable sales, an image’s file. If something is broken, its credits are refunded immediately and
          the statement says why. Otherwise our team looks at it and answers you on that page and by email.
        </p>
        <p>
          A result that works but isn’t to your taste isn’t refunded. You can regenerate or edit an image for
          less than a new one. A valuation without enough data says so and costs nothing.
        </p>
      </HelpTopic>
      <HelpTopic id="share" title="Links, PDFs and your brand">
        <p>
          You can download a finished report as a PDF or share it with a <strong>link</strong>. Anyone with
          the link can see that report and its PDF, and nothing else in your workspace. The link works until
          it expires, you turn it off, or you replace it. PDF and link are included in the price of the
          report. Before you create the same report or valuation again, the form shows the existing one, which
          you can open for free.
        </p>
        <p>
          Page, PDF and link show your <strong>brand</strong>: name, color and logo, which owners and admins
          set in{' '}
          <Link
            href="/workspace-settings"
            className="font-medium text-brand-ink underline underline-offset-3"
          >
            Settings
          </Link>
          . Changes also apply to earlier reports.
        </p>
      </HelpTopic>
    </>
  )
}
