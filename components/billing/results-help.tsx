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
          A finished report can be downloaded as a PDF or shared by a <strong>link</strong>: whoever has it
          sees that report and its PDF, and nothing else of your workspace. A link is shown once, when it is
          made. It ends on its day, when you end it, or when you make a new one. Both are part of the report
          and cost nothing more.
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
