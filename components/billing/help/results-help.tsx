import Link from 'next/link'
import { HelpTopic } from './help-topic'

/** What can be done with a result, and what to do with one that is broken. */
export function ResultsHelp() {
  return (
    <>
      <HelpTopic id="broken" title="When a result did not work">
        <p>
          Each report, valuation and image has the button <strong>This did not work</strong>. It looks at what
          was delivered: a report’s figures and summary, a valuation’s range and comparable sales, an image’s
          file. If that is broken, its credits come back at once and the statement says why.
        </p>
        <p>
          A result that is whole but not to your taste was delivered, and its credits stay spent. An image can
          be re-generated or edited for less than a new one. A valuation for which too little is known says so
          and costs nothing.
        </p>
      </HelpTopic>
      <HelpTopic id="share" title="Links, PDFs and your brand">
        <p>
          A finished report can be downloaded as a PDF or shared by a <strong>link</strong>: anyone who has it
          sees that report and its PDF, and nothing else of your workspace. You can copy the link as long as
          it is open. It ends on its date, when you end it, or when you replace it. Both are part of the
          report and cost nothing more. Before you make the same report or valuation again, the form shows the
          one you have, so you can open it for free.
        </p>
        <p>
          Page, PDF and link carry your <strong>brand</strong>: name, colour and logo, which owners and admins
          set in{' '}
          <Link
            href="/workspace-settings"
            className="font-medium text-brand-ink underline underline-offset-3"
          >
            Settings
          </Link>
          . A change shows on earlier reports too.
        </p>
      </HelpTopic>
    </>
  )
}
